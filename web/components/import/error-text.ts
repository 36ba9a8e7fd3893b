import type { ApiError } from '../../api.ts'
import { importing } from '../../messages/import/index.ts'

/** What went wrong, as the server says it, or that it could not be reached. */
export const errorText = (error: ApiError): string => {
  const m = importing.value.errors
  return error.message || (error.code === 'offline' ? m.offline : m.other)
}
