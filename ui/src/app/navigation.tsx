import { CloseOutlined } from '@ant-design/icons';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { narrowed, type PageSearch } from '../filter/search';
import { GROUPS, PAGES } from './pages';
import { useStatus } from './use-status';

/** Pages in four groups; a panel over the page on a phone. */
export function Navigation({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('app');
  const search = useSearch({ strict: false }) as PageSearch;
  const version = useStatus().data?.version;
  const groups = GROUPS.map((group) => ({ group, pages: PAGES.filter((page) => page.group === group) }));
  return (
    <>
      {open && (
        <button type="button" className="nav-shade" aria-label={t('app:nav.close')} onClick={onClose} />
      )}
      <nav className={open ? 'nav nav-open' : 'nav'} aria-label={t('app:nav.label')}>
        <div className="nav-head">
          <Link to="/" className="wordmark">
            <img src="/mark.svg" alt="" width="24" height="24" />
            patron
          </Link>
          <button
            type="button"
            className="icon-button nav-close"
            aria-label={t('app:nav.close')}
            onClick={onClose}
          >
            <CloseOutlined aria-hidden />
          </button>
        </div>
        {groups
          .filter(({ pages }) => pages.length > 0)
          .map(({ group, pages }) => (
            <section key={group}>
              <h2>{t(`app:group.${group}`)}</h2>
              <ul>
                {pages.map(({ id, path, icon: Icon, filtered }) => (
                  <li key={id}>
                    <Link
                      to={path}
                      search={filtered ? narrowed(search, search.f ?? []) : {}}
                      activeOptions={{ exact: path === '/', includeSearch: false }}
                      activeProps={{ className: 'active' }}
                    >
                      {Icon && <Icon aria-hidden />}
                      {t(`app:page.${id}`)}
                    </Link>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        <p className="nav-foot">{version ? t('app:version', { version }) : ''}</p>
      </nav>
    </>
  );
}
