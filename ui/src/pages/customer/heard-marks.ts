import type { CustomerVoice } from '../../api/voice';

/** What a customer said on one day. */
export interface HeardMark {
  day: string;
  /** whether it was displeased, or complained */
  warn: boolean;
  said: string[];
}

interface Words {
  word: (text: { zh: string; en: string }) => string;
  /** what a contact was */
  contact: (contact: CustomerVoice['contacts'][number]) => string;
}

/** Answers, complaints and other words of a customer by day, the earliest first. */
export function heardMarks(heard: CustomerVoice | null | undefined, words: Words): HeardMark[] {
  const days = new Map<string, HeardMark>();
  const add = (day: string, warn: boolean, text: string) => {
    const mark = days.get(day) ?? { day, warn: false, said: [] };
    mark.warn ||= warn;
    if (!mark.said.includes(text)) mark.said.push(text);
    days.set(day, mark);
  };
  for (const { day, displeased, name, class_label: label } of heard?.scores ?? []) {
    add(day, displeased, label ? `${words.word(name)}: ${words.word(label)}` : words.word(name));
  }
  // Visits and calls are no words of the customer.
  for (const contact of heard?.contacts ?? []) {
    if (contact.sort !== 'other') add(contact.day, contact.sort === 'complaint', words.contact(contact));
  }
  return [...days.values()].sort((one, other) => one.day.localeCompare(other.day));
}
