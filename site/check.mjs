// Opens every page at three widths, in both colour schemes, follows every link and searches.
import { createServer } from 'node:http'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { chromium } from 'playwright-core'
import { version } from './pages.mjs'

const WIDTHS = [390, 820, 1440]
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json' }
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync']
const out = process.env.SITE_OUT
const shots = process.argv[2]
const faults = []
const fault = text => faults.push(text)

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://site')
  // A browser asks for it once, whatever the pages say.
  if (pathname === '/favicon.ico') return response.writeHead(204).end()
  const file = fileOf(pathname)
  response.writeHead(file ? 200 : 404, { 'Content-Type': TYPES[extname(file ?? '')] ?? 'application/octet-stream' })
  response.end(file ? readFileSync(file) : '')
})
await new Promise(done => server.listen(0, '127.0.0.1', done))
const origin = `http://127.0.0.1:${server.address().port}`
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ARGUMENTS })
try {
  const paths = ['/', ...pagesOf(version)]
  const anchors = new Map()
  const links = []
  const waiting = [...paths]
  const visitor = async () => {
    for (let path = waiting.shift(); path; path = waiting.shift()) await visit(path, anchors, links)
  }
  await Promise.all([visitor(), visitor(), visitor(), visitor()])
  await followLinks(anchors, links)
  await search('429', 'troubleshooting')
  await colours()
  console.log(`${paths.length} pages, ${links.length} links, ${faults.length} faults`)
} finally {
  await browser.close()
  server.close()
}
faults.forEach(text => console.log(text))
process.exit(faults.length ? 1 : 0)

/** Returns the file that a path names, as a plain web server finds it, or null. */
function fileOf(path) {
  const file = join(out, decodeURIComponent(path))
  if (!existsSync(file)) return null
  if (!statSync(file).isDirectory()) return file
  return existsSync(join(file, 'index.html')) ? join(file, 'index.html') : null
}

/** Returns the pages of the site itself; of the Javadoc only the first. */
function pagesOf(version) {
  return readdirSync(join(out, version), { recursive: true })
    .filter(file => file.endsWith('.html') && (!file.startsWith('api/') || file === 'api/index.html') && file !== '404.html')
    .map(file => `/${version}/${file}`)
}

async function open(path, options = {}) {
  const page = await browser.newPage(options)
  page.on('console', message => message.type() === 'error' && fault(`${path}: ${message.text()}`))
  page.on('pageerror', error => fault(`${path}: ${error.message}`))
  page.on('response', answer => answer.status() >= 400 && fault(`${path}: ${answer.status()} for ${answer.url()}`))
  page.on('request', request => /^(data:|blob:)/.test(request.url()) || request.url().startsWith(origin)
    || fault(`${path}: asks ${request.url()}`))
  await page.goto(origin + path, { waitUntil: 'networkidle' })
  return page
}

async function visit(path, anchors, links) {
  const page = await open(path)
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    if (wide > width) fault(`${path}: ${wide} px wide at a width of ${width}`)
    await shoot(page, `${path.replaceAll('/', '_')}-${width}`)
  }
  anchors.set(path, new Set(await page.$$eval('[id]', nodes => nodes.map(node => node.id))))
  const broken = await page.$$eval('main img, .VPDoc img', pictures => pictures.filter(p => !p.naturalWidth).map(p => p.src))
  broken.forEach(picture => fault(`${path}: no picture ${picture}`))
  for (const href of await page.$$eval('a[href]', nodes => nodes.map(node => node.href))) links.push([path, href])
  await page.close()
}

async function followLinks(anchors, links) {
  for (const [path, href] of links) {
    const url = new URL(href)
    if (url.origin !== origin) continue
    const file = fileOf(url.pathname)
    if (!file) {
      fault(`${path}: no page at ${url.pathname}`)
      continue
    }
    const known = anchors.get(file.slice(out.length)) ?? anchors.get(url.pathname)
    const anchor = decodeURIComponent(url.hash.slice(1))
    if (anchor && known && !known.has(anchor)) fault(`${path}: no anchor ${url.pathname}${url.hash}`)
  }
}

async function search(words, expected) {
  const page = await open(`/${version}/`)
  await page.click('.VPNavBarSearch button')
  await page.fill('.VPLocalSearchBox input', words)
  await page.waitForSelector('.VPLocalSearchBox .results a')
  const found = await page.$$eval('.VPLocalSearchBox .results a', nodes => nodes.map(node => node.getAttribute('href')))
  if (!found.some(href => href.includes(expected))) fault(`a search for ${words} finds ${found}`)
  await shoot(page, 'search')
  await page.close()
}

/** Text must be readable in both schemes: a contrast of 7 between the page and its text. */
async function colours() {
  for (const colorScheme of ['light', 'dark']) {
    const page = await open(`/${version}/configuration.html`, { colorScheme })
    const [text, ground] = await page.evaluate(() => {
      const rgb = value => value.match(/[\d.]+/g).slice(0, 3).map(Number)
      return [rgb(getComputedStyle(document.querySelector('.vp-doc p')).color), rgb(getComputedStyle(document.body).backgroundColor)]
    })
    const [low, high] = [luminance(text), luminance(ground)].sort((a, b) => a - b)
    if ((high + 0.05) / (low + 0.05) < 7) fault(`${colorScheme}: ${text} on ${ground} is hard to read`)
    if (colorScheme === 'dark' && luminance(ground) > 0.1) fault('dark: the page is light')
    await shoot(page, colorScheme)
    await page.close()
  }
}

function luminance(rgb) {
  const [r, g, b] = rgb.map(part => part / 255).map(part => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

async function shoot(page, name) {
  if (!shots) return
  mkdirSync(shots, { recursive: true })
  await page.screenshot({ path: join(shots, `${name}.png`), animations: 'disabled' })
}
