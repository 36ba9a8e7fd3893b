export type NamedFile = { name: string; content: File }

/** Files that were dropped, those in dropped folders too; leftovers of operating systems are left out. */
export async function droppedFiles(transfer: DataTransfer): Promise<NamedFile[]> {
  // entries are gone as soon as the event is over
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry?.() ?? [])
  if (entries.length === 0) return chosenFiles(transfer.files)
  const found: NamedFile[] = []
  for (const entry of entries) await collect(entry, found)
  return found
}

/** Files that were chosen. */
export const chosenFiles = (files: Iterable<File> | null): NamedFile[] =>
  [...(files ?? [])].filter(({ name }) => isWanted(name)).map((content) => ({ name: content.name, content }))

const isWanted = (name: string): boolean => !/^(?:\.|~\$|thumbs\.db$|desktop\.ini$)/i.test(name)

async function collect(entry: FileSystemEntry, found: NamedFile[]): Promise<void> {
  if (!isWanted(entry.name)) return
  if (entry.isDirectory) {
    for (const inner of await entriesOf(entry as FileSystemDirectoryEntry)) await collect(inner, found)
    return
  }
  const content = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))
  found.push({ name: entry.name, content })
}

/** A folder gives its entries a hundred at a time. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  while (true) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return all
    all.push(...some)
  }
}
