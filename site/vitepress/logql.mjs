/** A grammar of LogQL for the highlighter, which knows none. */
export default {
  name: 'logql',
  scopeName: 'source.logql',
  patterns: [
    { match: '#.*$', name: 'comment.line' },
    { match: '"(?:[^"\\\\]|\\\\.)*"|`[^`]*`', name: 'string.quoted' },
    { match: '\\b(by|without|on|ignoring|group_left|group_right|and|or|unless|bool|offset)\\b', name: 'keyword.control' },
    { match: '\\b(json|logfmt|pattern|regexp|unpack|line_format|label_format|unwrap|drop|keep|decolorize)\\b', name: 'keyword.other' },
    { match: '\\b[a-z_]+(?=\\s*\\(|\\s+by\\b)', name: 'entity.name.function' },
    { match: '\\b\\d+(?:\\.\\d+)?(?:ms|s|m|h|d)?\\b|\\$__\\w+', name: 'constant.numeric' },
    { match: '\\|=|!=|\\|~|!~|=~|==|>=|<=|[|=<>+*/%-]', name: 'keyword.operator' },
  ],
}
