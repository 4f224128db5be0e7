// Copies the pages into the folder that VitePress reads. Their text stays as it is; its configuration changes the links.
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PRESS, ROOT, onSite, pages } from './pages.mjs'

const to = join(PRESS, 'pages')

const missing = readdirSync(join(ROOT, 'docs'), { recursive: true })
  .filter(file => file.endsWith('.md') && !pages.includes(`docs/${file}`))
if (missing.length) throw new Error(`site/navigation.json names no ${missing}`)

rmSync(to, { recursive: true, force: true })
cpSync(join(ROOT, 'site/vitepress'), join(to, '.vitepress'), { recursive: true })
for (const page of pages) {
  mkdirSync(dirname(join(to, onSite(page))), { recursive: true })
  const text = readFileSync(join(ROOT, page), 'utf8')
  writeFileSync(join(to, onSite(page)), page === 'README.md' ? home(text) : text)
}
cpSync(join(ROOT, 'docs/pictures'), join(to, 'public/docs/pictures'), { recursive: true })

const api = join(ROOT, 'target/reports/apidocs')
if (process.env.SITE_API !== 'off') {
  cpSync(api, join(to, 'public/api'), { recursive: true })
  // Some distributions' JDKs come without the fonts that this line looks for.
  const style = join(to, 'public/api/stylesheet.css')
  writeFileSync(style, readFileSync(style, 'utf8').replace("@import url('resources/fonts/dejavu.css');", ''))
}

/** Returns the README as the first page: what it says above the quick start is the title and the four boxes. */
function home(readme) {
  const [top, ...rest] = readme.split(/^(?=## )/m)
  const [, tagline] = top.replace(/<!--[^]*?-->\n\n/, '').split('\n\n')
  const boxes = [...top.matchAll(/^- \*\*(.*?)\.\*\* (.*(?:\n  .*)*)/gm)]
  const matter = {
    layout: 'home',
    hero: {
      name: 'lokiline',
      tagline: tagline.replaceAll('\n', ' '),
      actions: [
        { text: 'Getting started', link: '/getting-started' },
        { text: 'Configuration', link: '/configuration', theme: 'alt' },
        { text: 'How it compares', link: '/comparison', theme: 'alt' },
      ],
    },
    features: boxes.map(([, name, details]) => ({
      title: name,
      details: details.replace(/\n */g, ' ').replace(/\[(.*?)\]\(.*?\)/g, '$1').replace(/`(.*?)`/g, '<code>$1</code>'),
    })),
  }
  return `---\n${JSON.stringify(matter)}\n---\n\n${rest.filter(part => !part.startsWith('## More')).join('')}`
}
