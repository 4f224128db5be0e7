import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { defineConfig } from 'vitepress'
import logql from './logql.mjs'

// The configuration is bundled elsewhere, so that the repository's folder is where the build was started.
process.env.SITE_ROOT ??= process.cwd()
const { base, navigation, onSite, pages, repository, target, title, version } = await import(
  pathToFileURL(join(process.env.SITE_ROOT, 'site/pages.mjs'))
)
const sources = new Map(pages.map(page => [onSite(page), page]))
const name = page => (page === 'README.md' ? 'What it is' : title(page))
const link = page => `/${onSite(page).replace(/(index)?\.md$/, '')}`

export default defineConfig({
  title: 'lokiline',
  description: 'Structured JSON logs for Java, delivered to Grafana Loki by the application itself',
  base,
  lang: 'en',
  cleanUrls: false,
  lastUpdated: false,
  srcExclude: ['public/**'],
  ignoreDeadLinks: 'localhostLinks',
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  markdown: {
    html: false,
    languages: [logql],
    anchor: { slugify: slug },
    config: md => {
      md.core.ruler.push('links-of-the-repository', changeLinks)
      md.core.ruler.push('indented-code', state => state.tokens.forEach(styleIndentedCode))
    },
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    sidebar: navigation.map(group => ({
      text: group.text,
      collapsed: group.text === 'The project',
      items: group.pages.map(page => ({ text: name(page), link: link(page) })),
    })),
    nav: [
      { text: 'Getting started', link: '/getting-started' },
      { text: 'Troubleshooting', link: '/troubleshooting' },
      ...(process.env.SITE_API === 'off' ? [] : [{ text: 'Javadoc', link: '/api/index.html', target: '_self' }]),
      {
        text: version,
        items: [
          { text: 'Changes', link: '/project/changelog' },
          { text: 'What a version may change', link: '/project/versioning' },
          { text: 'All versions', link: '/versions.html', target: '_self' },
        ],
      },
    ],
    socialLinks: [{ icon: 'github', link: repository }],
  },
})

/** Returns the anchor that GitHub gives a heading, so that links work there and here. */
function slug(heading) {
  return heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').trim().replaceAll(' ', '-')
}

function changeLinks(state) {
  const page = sources.get(state.env.relativePath)
  if (!page) return
  for (const token of state.tokens.flatMap(block => block.children ?? [])) {
    const attribute = { link_open: 'href', image: 'src' }[token.type]
    if (attribute) token.attrSet(attribute, target(page, token.attrGet(attribute)))
  }
}

/** VitePress has styles for fenced code only. */
function styleIndentedCode(token) {
  if (token.type === 'code_block') Object.assign(token, { type: 'fence', tag: 'code', info: 'text', markup: '```' })
}
