import { fromBase64 } from './base64.js';

/** A 48×32 JPEG (4:4:4, quality 80): red, green above; blue, light grey below. Made with sharp from flat colours. */
export function quadrantJpeg(): Uint8Array {
  return fromBase64(
    '/9j/2wBDAAYEBQYFBAYGBQYHBwYIChAKCgkJChQODwwQFxQYGBcUFhYaHSUfGhsjHBYWICwgIyYnKSopGR8tMC0oMCUoKSj/2wBDAQcHBwoI' +
      'ChMKChMoGhYaKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCj/wAARCAAgADADAREAAhEBAxEB' +
      '/8QAFwABAQEBAAAAAAAAAAAAAAAAAAYIB//EABQQAQAAAAAAAAAAAAAAAAAAAAD/xAAZAQEAAwEBAAAAAAAAAAAAAAAABAcIBQb/xAAUEQEA' +
      'AAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCSedXOAAuEBkkABDp7WwAC4QGSQAHLWj3ugAGz1QuqAAxgt5ygAGz1QuqAA//Z',
  );
}
