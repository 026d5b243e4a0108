import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { SchemeSummary } from '../../../api/types';
import { useProblemText } from '../../../api/use-problem-text';
import { EmptyTile } from '../../../components/empty-tile';
import { Tile } from '../../../components/tile';
import type { PageSearch } from '../../../filter/search';
import { useFormat } from '../../../format/use-format';
import '../../../components/plain-table.css';

interface OwnSchemesTileProps {
  schemes: SchemeSummary[];
  onEdit: (id: string) => void;
}

/** The portfolio's own schemes: which version is in force, and what does not fit any more. */
export function OwnSchemesTile({ schemes, onEdit }: OwnSchemesTileProps) {
  const { t } = useTranslation('schemes');
  const format = useFormat();
  const told = useProblemText();
  const state = (scheme: SchemeSummary) => {
    if (scheme.problem) return told.told(scheme.problem).message;
    if (scheme.valued == null) return t('schemes:own.waiting');
    if (scheme.valued !== scheme.version) return t('schemes:own.older', { version: String(scheme.valued) });
    return t('schemes:own.inForce');
  };
  const name = (scheme: SchemeSummary) => (scheme.name ? format.word(scheme.name) : scheme.id);
  const kind = (scheme: SchemeSummary) => (scheme.kind ? t(`schemes:kind.${scheme.kind}`) : '');
  return (
    <Tile
      id="segments-own"
      wide
      title={t('schemes:own.title')}
      definition={t('schemes:own.definition')}
      empty={schemes.length === 0 ? <EmptyTile reason={t('schemes:own.none')} /> : undefined}
      sheet={{
        columns: [
          t('schemes:own.name'),
          t('schemes:own.kind'),
          t('schemes:own.version'),
          t('schemes:own.state'),
        ],
        rows: schemes.map((scheme) => [name(scheme), kind(scheme), scheme.version, state(scheme)]),
      }}
    >
      <div className="table-scroll">
        <table className="plain-table own-schemes">
          <thead>
            <tr>
              <th scope="col">{t('schemes:own.name')}</th>
              <th scope="col">{t('schemes:own.kind')}</th>
              <th scope="col" className="number">
                {t('schemes:own.version')}
              </th>
              <th scope="col">{t('schemes:own.state')}</th>
              <th scope="col">
                <span className="sr-only">{t('schemes:edit')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {schemes.map((scheme) => (
              <tr key={scheme.id}>
                <td>
                  {scheme.valued == null ? (
                    name(scheme)
                  ) : (
                    <Link to="/segments" search={(old: PageSearch) => ({ ...old, scheme: scheme.measure })}>
                      {name(scheme)}
                    </Link>
                  )}
                </td>
                <td>{kind(scheme)}</td>
                <td className="number">{scheme.version}</td>
                <td className={scheme.problem ? 'attention' : 'muted'}>{state(scheme)}</td>
                <td>
                  <button
                    type="button"
                    className="plain-button"
                    aria-label={t('schemes:editNamed', { name: name(scheme) })}
                    onClick={() => onEdit(scheme.id)}
                  >
                    {t('schemes:edit')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Tile>
  );
}
