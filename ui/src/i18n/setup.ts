import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../format/language';

// One chunk a language and page: a reader loads one language only.
const texts = import.meta.glob<Record<string, unknown>>('./{zh,en}/*.json', { import: 'default' });

const backend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    const load = texts[`./${language}/${namespace}.json`];
    if (!load) {
      done(new Error(`no texts for \`${language}/${namespace}\``), null);
      return;
    }
    load().then(
      (data) => done(null, data),
      (error: unknown) => done(error instanceof Error ? error : String(error), null),
    );
  },
};

/** Namespaces that the frame and the shared components need before anything is drawn. */
const FRAME = ['app', 'parts', 'problems'];

/** Loads the texts of the frame; pages bring their own. */
export async function startTexts(language: Language): Promise<void> {
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: language,
      supportedLngs: ['zh', 'en'],
      fallbackLng: false,
      ns: FRAME,
      defaultNS: 'app',
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
}
