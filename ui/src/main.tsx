import './app/style.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queries } from './api/queries';
import { makeQueryClient } from './api/query-client';
import { recall } from './app/memory';
import { router } from './app/router';
import { ThemeModeProvider } from './app/theme-mode';
import type { Language } from './format/language';
import { startTexts } from './i18n/setup';

function firstLanguage(): Language {
  const kept = recall('patron.language') ?? navigator.language;
  return kept.startsWith('zh') ? 'zh' : 'en';
}

const cache = makeQueryClient();
// Asked before anything is drawn: every page needs both.
void cache.prefetchQuery(queries.status());
void cache.prefetchQuery(queries.catalogue());
await startTexts(firstLanguage());

const element = document.getElementById('root');
if (element) {
  createRoot(element).render(
    <StrictMode>
      <QueryClientProvider client={cache}>
        <ThemeModeProvider>
          <RouterProvider router={router} />
        </ThemeModeProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}
