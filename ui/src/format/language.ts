export type Language = 'zh' | 'en';

/** Locale of a language for `Intl`. */
export function locale(language: Language): string {
  return language === 'zh' ? 'zh-CN' : 'en-GB';
}

/** Word of a text kept in both languages. */
export function word(text: { zh: string; en: string }, language: Language): string {
  return text[language] || text.en || text.zh;
}
