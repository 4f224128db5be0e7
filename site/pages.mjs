// What the other scripts know of the repository: its version, its address, and the pages of the site.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = process.env.SITE_ROOT ?? dirname(dirname(fileURLToPath(import.meta.url)))
// The folder of VitePress.
export const PRESS = join(ROOT, 'site/target/press')

const read = file => readFileSync(join(ROOT, file), 'utf8')
const pom = read('pom.xml')
const found = pattern => pom.match(pattern)[1]

export const version = found(/^  <version>(.*)<\/version>$/m)
export const repository = found(/^  <url>(.*)<\/url>$/m).replace('${organisation}', found(/<organisation>(.*)<\/organisation>/))
const revision = version.endsWith('-SNAPSHOT') ? 'main' : `v${version}`

export const base = `${process.env.SITE_BASE ?? '/'}${version}/`
export const navigation = JSON.parse(read('site/navigation.json'))
export const pages = navigation.flatMap(group => group.pages)

export const title = page => read(page).match(/^# (.*)$/m)[1].replaceAll('`', '')

/** Returns the file of a page on the site: docs/labels.md is labels.md, testkit/README.md is testkit/index.md. */
export function onSite(page) {
  const file = page.startsWith('docs/') ? page.slice('docs/'.length) : page.replace(/README\.md$/, 'index.md')
  return file.includes('/') || page.startsWith('docs/') || file === 'index.md' ? file : `project/${file.toLowerCase()}`
}

/** Returns where a link of a page leads on the site: to another page, to a picture, or to the repository. */
export function target(page, link) {
  if (/^([a-z]+:|#)/.test(link)) return link
  const [path, anchor] = link.split('#')
  const file = posix.join(posix.dirname(page), path)
  if (!existsSync(join(ROOT, file))) throw new Error(`${page}: ${link} does not exist`)
  const suffix = anchor ? `#${anchor}` : ''
  if (pages.includes(file)) return `/${onSite(file)}${suffix}`
  if (file.endsWith('.svg')) return `/${file}`
  return `${repository}/${statSync(join(ROOT, file)).isDirectory() ? 'tree' : 'blob'}/${revision}/${file}${suffix}`
}
