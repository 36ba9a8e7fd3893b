import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { asBytes, type Database, openDatabase } from '../../../server/corpus/driver.ts'

let dir: string
let db: Database
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'driver-'))
  db = openDatabase(join(dir, 'a.db'))
  db.exec('CREATE TABLE t (x, y)')
})
afterEach(() => {
  db.close()
  rmSync(dir, { recursive: true, force: true })
})

const count = (base: Database): unknown => base.prepare('SELECT count(*) AS n FROM t').all()[0]?.n

describe('what libsql does otherwise', () => {
  it('takes lone values of every kind, and names', () => {
    const echo = db.prepare('SELECT ? AS x')
    for (const value of [null, 'a', '', 1.5, 2 ** 40]) expect(echo.all(value)).toEqual([{ x: value }])
    expect(echo.all(undefined)).toEqual([{ x: null }])
    expect(asBytes(echo.all(new Uint8Array([1, 2]))[0]?.x)).toEqual(new Uint8Array([1, 2]))
    expect(db.prepare('SELECT :a AS a, :b AS b').all({ a: 1, b: undefined })).toEqual([{ a: 1, b: null }])
    expect(db.prepare('INSERT INTO t VALUES (?, NULL)').run(null)).toMatchObject({ changes: 1 })
  })

  it('keeps texts as they were given, two bytes a Han character, and sorts them as JavaScript does', () => {
    const texts = ['镇', '街', '𠮷野😀', 'b', 'ab', '，', '\ue000', 'e\u0301', '12']
    db.exec('CREATE TABLE word (t TEXT)')
    for (const text of texts) db.prepare('INSERT INTO word VALUES (?)').run(text)
    const sorted = db.prepare('SELECT t FROM word ORDER BY t').all()
    expect(sorted.map(({ t }) => t)).toEqual([...texts].sort())
    expect(db.prepare("SELECT length(CAST('法治' AS BLOB)) AS bytes").all()).toEqual([{ bytes: 4 }])
    expect(db.prepare("SELECT t FROM word WHERE instr(t, '野😀') > 0").all()).toEqual([{ t: '𠮷野😀' }])
  })
  it('returns rows without columns of its own', () => {
    expect(db.prepare('SELECT 1 AS x').all()).toStrictEqual([{ x: 1 }])
    expect([...db.prepare('SELECT 1 AS x').iterate()]).toStrictEqual([{ x: 1 }])
  })

  it('refuses to write where it was opened to read', () => {
    const reader = openDatabase(db.path, { readonly: true })
    for (const sql of ['DELETE FROM t', "INSERT INTO t VALUES (1, 'a')", 'DROP TABLE t']) {
      expect(() => reader.exec(sql)).toThrow()
    }
    reader.close()
  })

  it('does not stay in the past after a loop that was left early', () => {
    const insert = db.prepare('INSERT INTO t VALUES (?, ?)')
    db.transaction(() => {
      for (let i = 0; i < 450; i++) insert.run(i, 'y')
    })
    const reader = openDatabase(db.path, { readonly: true })
    for (const row of reader.prepare('SELECT * FROM t').iterate()) if (row.x === 7) break
    insert.run(1, 'y')
    expect(count(reader)).toBe(451)
    reader.close()
  })

  it('waits for another writer rather than failing at once', () => {
    const other = openDatabase(db.path, { timeoutMs: 50 })
    const begin = performance.now()
    db.transaction(() => {
      db.exec('DELETE FROM t')
      expect(() => other.transaction(() => {})).toThrow(/locked/)
    })
    expect(performance.now() - begin).toBeGreaterThan(40)
    other.transaction(() => other.exec('INSERT INTO t VALUES (1, 2)'))
    other.close()
    expect(count(db)).toBe(1)
  })
})

describe('a transaction', () => {
  it('is undone as a whole, inner ones included, and leaves the connection usable', () => {
    const insert = db.prepare('INSERT INTO t VALUES (?, ?)')
    expect(() =>
      db.transaction(() => {
        insert.run(1, 2)
        db.transaction(() => insert.run(3, 4))
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(count(db)).toBe(0)
    expect(db.transaction(() => insert.run(1, 2).lastId)).toBe(1)
    expect(count(db)).toBe(1)
  })
})
