/** Resolves once something is so. It is looked at between all other work: none of the libraries tells of everything. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}
