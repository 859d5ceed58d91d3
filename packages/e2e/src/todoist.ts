/** What Todoist exports: two todos, of which one has a date that cannot be read. */
export const TODOIST = {
  name: "todoist.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(`TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE
task,Buy milk @shop,,1,1,,,2035-03-01,en,Europe/Berlin
task,Bold,,4,1,,,wenn es passt,de,
`),
};
