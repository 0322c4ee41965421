type Mode = 'read' | 'readwrite';

/** Chromium's own way to a folder that can be read again at a later visit; the types do not have it. */
interface Picker {
  showDirectoryPicker(options: { readonly mode: Mode }): Promise<FileSystemDirectoryHandle>;
}

export function canPickFolder(): boolean {
  return isPicker(globalThis);
}

/** Null where the person chose none; `refused` where the browser does not hand it over. From a click only. */
export async function pickFolder(mode: Mode = 'read'): Promise<FileSystemDirectoryHandle | 'refused' | null> {
  const picker: object = globalThis;
  if (!isPicker(picker)) return 'refused';
  try {
    return await picker.showDirectoryPicker({ mode });
  } catch (error) {
    return error instanceof DOMException && error.name === 'AbortError' ? null : 'refused';
  }
}

function isPicker(value: object): value is Picker {
  return 'showDirectoryPicker' in value && typeof value.showDirectoryPicker === 'function';
}
