import { Icon, type IconName } from './icon.js';

export interface FilesButtonProps {
  readonly label: string;
  /** What may be chosen: files of these kinds, or a whole folder. */
  readonly accept: string | 'folder';
  /** Default: one. */
  readonly many?: boolean;
  readonly look?: 'plain' | 'strong';
  readonly icon?: IconName;
  readonly onFiles: (files: readonly File[]) => void;
}

/** A button that opens the system's picker for files, or for all files of a folder. */
export function FilesButton({
  label,
  accept,
  many = false,
  look = 'plain',
  icon,
  onFiles,
}: FilesButtonProps) {
  const isFolder = accept === 'folder';
  return (
    <label className={`button button-${look} file-button`}>
      {icon && <Icon name={icon} />}
      {label}
      <input
        type="file"
        {...(isFolder ? {} : { accept })}
        multiple={many || isFolder}
        ref={(input) => {
          if (isFolder) input?.setAttribute('webkitdirectory', '');
        }}
        className="unseen"
        onChange={(e) => {
          const files = [...(e.target.files ?? [])];
          if (files.length > 0) onFiles(files);
          e.target.value = '';
        }}
      />
    </label>
  );
}
