/** What a reader can do about a fault of disk or file, by the words SQLite and the system have for it. */
const known: readonly [RegExp, string][] = [
  [/disk is full|ENOSPC|disk I\/O error/i, '磁盘空间不足，写不进去'],
  [/EDQUOT/i, '磁盘配额已用完，写不进去'],
  [/readonly database|unable to open database file|EROFS|EACCES|EPERM/i, '数据文件夹不可写（只读或没有权限）'],
  [/database is locked|SQLITE_BUSY/i, '语料库正被别的程序长时间占用'],
  [/malformed|not a database/i, '语料库文件已损坏'],
]

const mends: Record<string, string> = {
  语料库文件已损坏: '请用 npm run -s restore 恢复备份',
  语料库正被别的程序长时间占用: '请稍后再试',
}

/**
 * A fault of disk or file as an error in Chinese that says what is safe and what to do; any other error as it is.
 */
export function explained(error: unknown): Error {
  const text = error instanceof Error ? error.message : String(error)
  const what = known.find(([words]) => words.test(text))?.[1]
  if (!what || /[\u4e00-\u9fff]/.test(text)) return error instanceof Error ? error : new Error(text)
  const mend = mends[what] ?? '请腾出空间或改好权限，再运行一次'
  return new Error(`${what}（${text}）。此前已存的报告不受影响；${mend}`, { cause: error })
}
