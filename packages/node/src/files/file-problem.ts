import { reasonOf } from '@kith/core/ports';
/** Why a file or folder could not be read or written, in words for the user. */
export function fileProblem(error: unknown): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return 'it is not there';
    case 'EACCES':
    case 'EPERM':
      return 'permission was refused';
    case 'EROFS':
      return 'its disk may not be written';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'no space is left on its disk';
    case 'EISDIR':
      return 'it is a folder';
    case 'EEXIST':
      return 'something else is in its place';
    case 'ELOOP':
      return 'its links lead round in a circle';
    case 'EIO':
      return 'its disk could not read or write it';
    case 'ENOTDIR':
      return 'it is not a folder';
    case 'EMFILE':
    case 'ENFILE':
      return 'too many files are open on this machine';
    default:
      return reasonOf(error);
  }
}
