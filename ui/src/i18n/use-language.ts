import { useTranslation } from 'react-i18next';
import { remember } from '../app/memory';
import type { Language } from '../format/language';

/** Language of the pages and how to change it. */
export function useLanguage(): [Language, (next: Language) => void] {
  const { i18n } = useTranslation();
  const language: Language = i18n.language === 'zh' ? 'zh' : 'en';
  const set = (next: Language) => {
    remember('patron.language', next);
    document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
    void i18n.changeLanguage(next);
  };
  return [language, set];
}
