// Draws the plots of docs/comparison.md from the tables of benchmarks/README.md; with --check it only compares.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './pages.mjs'

const pictures = join(ROOT, 'docs/pictures')
const results = readFileSync(join(ROOT, 'benchmarks/README.md'), 'utf8')
const [style] = readFileSync(join(pictures, 'line.svg'), 'utf8').match(/<style>[^]*<\/style>/)
const [BAR, LABEL, WIDTH] = [20, 200, 640]

const encode = table('**Encode**')
const append = table('**Time in `append`**')
const outage = table('**An outage**')
const plots = {
  'encoding.svg': {
    title: 'Time to encode an event: logstash-logback-encoder is 1',
    groups: ['typical event', 'with an exception'].map(column => ({
      name: column,
      bars: [...encode.rows.keys()].filter(row => row !== 'floor').map(row => bar(row, encode.cell(row, column))),
    })),
  },
  'appending.svg': {
    title: 'What logging an event to Loki costs: loki4j is 1',
    groups: [
      ['CPU of the process', 'CPU of the process by event, beside loki4j'],
      ['time in append, median', 'median, beside loki4j'],
    ].map(([name, row]) => ({ name, bars: append.columns.map(peer => bar(peer, append.cell(row, peer))) })),
  },
  'lost.svg': {
    title: 'Lost of 79,998 events while Loki answers 503 for 20 of 40 s',
    groups: [{ name: '', bars: outage.columns.map(peer => bar(peer, outage.cell('lost of 79,998', peer))) }],
  },
}

for (const [file, plot] of Object.entries(plots)) {
  const picture = draw(plot)
  if (!process.argv.includes('--check')) writeFileSync(join(pictures, file), picture)
  else if (readFileSync(join(pictures, file), 'utf8') !== picture) throw new Error(`${file} is old: node site/plots.mjs`)
}

/** Returns the first table behind a text. */
function table(text) {
  const lines = results.slice(results.indexOf(text)).split('\n')
  const first = lines.findIndex(line => line.startsWith('|'))
  const last = lines.findIndex((line, i) => i > first && !line.startsWith('|'))
  const cells = line => line.split('|').slice(1, -1).map(cell => cell.replaceAll(/\*\*|`/g, '').trim())
  const [head, , ...body] = lines.slice(first, last).map(cells)
  const rows = new Map(body.map(([name, ...values]) => [name, values]))
  const columns = head.slice(1)
  return { rows, columns, cell: (row, column) => rows.get(row)[columns.indexOf(column)] }
}

function bar(name, cell) {
  const value = Number(cell.match(/[\d.,]+/)[0].replaceAll(',', ''))
  return { name, value, text: cell.replace(/ \([\d,]+ to .*/, '') }
}

function draw({ title, groups }) {
  const most = Math.max(...groups.flatMap(group => group.bars.map(({ value }) => value)))
  const parts = []
  let y = 36
  parts.push(`<text class="head" x="20" y="${y}">${title}</text>`)
  for (const group of groups) {
    y += group.name ? 34 : 14
    if (group.name) parts.push(`<text class="quiet" x="20" y="${y}">${group.name}</text>`)
    for (const { name, value, text } of group.bars) {
      y += BAR + 8
      const width = Math.max(1, Math.round((value / most) * (WIDTH - LABEL - 150)))
      parts.push(`<text x="20" y="${y}">${name}</text>`)
      parts.push(`<rect class="${name.startsWith('lokiline') ? 'accent' : 'box'}" x="${LABEL + 20}" y="${y - 15}" width="${width}" height="${BAR}"/>`)
      parts.push(`<text class="quiet" x="${LABEL + 30 + width}" y="${y}">${text}</text>`)
    }
  }
  const height = y + 24
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="title">
  <title id="title">${title}</title>
  ${style}
  <rect class="ground" x="1" y="1" width="${WIDTH - 2}" height="${height - 2}" rx="8"/>
  ${parts.join('\n  ')}
</svg>
`
}
