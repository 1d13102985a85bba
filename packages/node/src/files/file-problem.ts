/** Why a file or folder could not be read, in words for the user. */
export function fileProblem(error: unknown): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return 'it is no longer there';
    case 'EACCES':
    case 'EPERM':
      return 'permission to read it was refused';
    case 'ELOOP':
      return 'its links lead round in a circle';
    case 'EIO':
      return 'the disk could not read it';
    case 'ENOTDIR':
      return 'it is not a folder';
    case 'EMFILE':
    case 'ENFILE':
      return 'too many files are open on this machine';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
