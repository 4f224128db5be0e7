// Writes the list of the versions in the folder, which is what its root shows.
import { cpSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PRESS, version } from './pages.mjs'

const out = process.env.SITE_OUT
rmSync(join(out, version), { recursive: true, force: true })
cpSync(join(PRESS, 'pages/.vitepress/dist'), join(out, version), { recursive: true })

// The site's links are all below its own folder, so that this page leads out of it.
writeFileSync(join(out, version, 'versions.html'), '<!doctype html><title>All versions</title><link rel="icon" href="data:,"><meta http-equiv="refresh" content="0;url=../">\n')

const numbers = name => name.split(/[.-]/).map(part => (/^\d+$/.test(part) ? Number(part) : -1))
const newestFirst = (a, b) => {
  const [left, right] = [numbers(a), numbers(b)]
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (right[i] ?? 0) - (left[i] ?? 0)
    if (difference) return difference
  }
  return 0
}
const versions = readdirSync(out, { withFileTypes: true })
  .filter(entry => entry.isDirectory() && existsSync(join(out, entry.name, 'index.html')))
  .map(entry => entry.name)
  .sort(newestFirst)
const items = versions.map(name => `<li><a href="${name}/">${name}</a></li>`).join('\n')
writeFileSync(join(out, 'index.html'), `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>lokiline</title>
<style>body { font: 18px/1.6 system-ui, sans-serif; max-width: 40em; margin: 3em auto; padding: 0 1em }</style>
</head>
<body>
<h1>lokiline</h1>
<p>Structured JSON logs for Java, delivered to Grafana Loki. The documentation of</p>
<ul>
${items}
</ul>
</body>
</html>
`)
console.log(`${join(out, version)}: the site of ${version}`)
