import { MenuOutlined, MoonOutlined, SearchOutlined, SunOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format';
import { useLanguage } from '../i18n/use-language';
import { useThemeMode } from './theme-mode';
import { useStatus } from './use-status';

/** Portfolio, valuation date, search, language, theme. */
export function TopBar({ onMenu, onSearch }: { onMenu: () => void; onSearch: () => void }) {
  const { t } = useTranslation('app');
  const [language, setLanguage] = useLanguage();
  const { mode, toggle } = useThemeMode();
  const { data } = useStatus();
  const format = useFormat();
  const run = data?.current_run;
  return (
    <header className="top-bar">
      <button
        type="button"
        className="icon-button menu-button"
        aria-label={t('app:nav.open')}
        onClick={onMenu}
      >
        <MenuOutlined aria-hidden />
      </button>
      <div className="top-portfolio">
        <strong title={data?.portfolio.origin ?? undefined}>{data?.portfolio.name ?? ' '}</strong>
        {data?.portfolio.simulated && <span className="tag attention">{t('app:simulated')}</span>}
        {run && (
          <Link
            to="/data"
            search={{ tab: 'valuations' }}
            className="as-of"
            title={t('app:runTitle', { id: run.id, model: run.model, when: format.moment(run.created_at) })}
          >
            {t('app:asOf', { date: format.day(run.as_of) })}
          </Link>
        )}
      </div>
      <button type="button" className="search-button" onClick={onSearch} aria-keyshortcuts="Control+K">
        <SearchOutlined aria-hidden />
        <span>{t('app:search.button')}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <button
        type="button"
        className="icon-button language-button"
        onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
        aria-label={t('app:language')}
        title={t('app:language')}
        lang={language === 'zh' ? 'en' : 'zh-CN'}
      >
        {language === 'zh' ? 'EN' : '中'}
      </button>
      <button
        type="button"
        className="icon-button"
        onClick={toggle}
        aria-label={mode === 'dark' ? t('app:theme.light') : t('app:theme.dark')}
        title={mode === 'dark' ? t('app:theme.light') : t('app:theme.dark')}
      >
        {mode === 'dark' ? <SunOutlined aria-hidden /> : <MoonOutlined aria-hidden />}
      </button>
    </header>
  );
}
