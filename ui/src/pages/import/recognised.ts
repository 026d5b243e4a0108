/** What was recognised in a file: the server's words, `csv; utf-8; delimiter ,`, in the reader's language. */
export function recognised(format: string, word: (part: Part, text: string) => string): string {
  return format
    .split('; ')
    .map((item) => {
      const [, part, text] = /^(delimiter|sheet) (.*)$/.exec(item) ?? [];
      if (part && text) return word(part as Part, text);
      const groups = /^(\d+) row groups$/.exec(item)?.[1];
      return groups ? word('groups', groups) : item;
    })
    .join(' · ');
}

/** A part that is named by a word of the language. */
export type Part = 'delimiter' | 'sheet' | 'groups';
