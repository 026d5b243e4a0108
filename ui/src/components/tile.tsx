import { CloseOutlined, DownloadOutlined, LineChartOutlined, TableOutlined } from '@ant-design/icons';
import { App, Dropdown, Tooltip } from 'antd';
import { type ReactNode, Suspense, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../api/use-problem-text';
import { Definition } from './definition';
import { useHiddenTiles } from './hidden-tiles';
import { download, type Sheet, saveCsv, saveXlsx } from './sheet';
import { SheetTable } from './sheet-table';
import { TilePicture } from './tile-picture';
import './tile.css';

export interface TileProps {
  /** stable: hidden tiles are remembered by it, files are named by it */
  id: string;
  title: string;
  /** what the tile shows and how it is made */
  definition?: ReactNode;
  /** one line under the title */
  note?: ReactNode;
  /** the same data as a table; null while there is none */
  sheet?: Sheet | null;
  wide?: boolean;
  /** controls beside the title */
  tools?: ReactNode;
  /** shown instead of the content where there is nothing to show */
  empty?: ReactNode;
  children?: ReactNode;
}

/** The one tile: title with definition, content, table view, exports, a way to hide it. */
export function Tile({ id, title, definition, note, sheet, wide, tools, empty, children }: TileProps) {
  const { t } = useTranslation('parts');
  const { message } = App.useApp();
  const text = useProblemText();
  const [hidden, setHidden] = useHiddenTiles();
  const [asTable, setAsTable] = useState(false);
  const draw = useRef<(() => string) | null>(null);
  const picture = useCallback((next: (() => string) | null) => {
    draw.current = next;
  }, []);

  if (hidden.includes(id)) return null;
  const full = sheet && sheet.rows.length > 0 && !empty;
  const save = (kind: string) => {
    if (kind === 'png') {
      if (draw.current) download(`${id}.png`, draw.current());
      else void message.info(t('parts:tile.noPicture'));
    } else if (full && kind === 'csv') saveCsv(id, sheet);
    else if (full)
      saveXlsx(id, sheet).catch((error: unknown) => void message.error(text.problem(error).message));
  };
  const kinds = [
    { key: 'csv', label: 'CSV' },
    { key: 'xlsx', label: 'XLSX' },
    { key: 'png', label: 'PNG' },
  ];
  return (
    <section className={wide ? 'tile tile-wide' : 'tile'} aria-label={title} data-tile={id}>
      <header className="tile-head">
        <div>
          <h2>{definition ? <Definition text={definition}>{title}</Definition> : title}</h2>
          {note && <p className="tile-note">{note}</p>}
        </div>
        <div className="tile-tools">
          {tools}
          {full && (
            <>
              <Tooltip title={asTable ? t('parts:tile.asChart') : t('parts:tile.asTable')}>
                <button
                  type="button"
                  className="icon-button"
                  aria-pressed={asTable}
                  aria-label={asTable ? t('parts:tile.asChart') : t('parts:tile.asTable')}
                  onClick={() => setAsTable(!asTable)}
                >
                  {asTable ? <LineChartOutlined aria-hidden /> : <TableOutlined aria-hidden />}
                </button>
              </Tooltip>
              <Dropdown
                trigger={['click']}
                menu={{ items: asTable ? kinds.slice(0, 2) : kinds, onClick: ({ key }) => save(key) }}
              >
                <button type="button" className="icon-button" aria-label={t('parts:tile.export')}>
                  <DownloadOutlined aria-hidden />
                </button>
              </Dropdown>
            </>
          )}
          <Tooltip title={t('parts:tile.hide')}>
            <button
              type="button"
              className="icon-button tile-hide"
              aria-label={t('parts:tile.hide')}
              onClick={() => setHidden([...hidden, id])}
            >
              <CloseOutlined aria-hidden />
            </button>
          </Tooltip>
        </div>
      </header>
      <div className="tile-body">
        {empty ??
          (asTable && full ? (
            <SheetTable sheet={sheet} />
          ) : (
            <TilePicture.Provider value={picture}>
              {/* a text or part that loads late leaves the other tiles where they are */}
              <Suspense fallback={<div className="bone tile-wait" />}>{children}</Suspense>
            </TilePicture.Provider>
          ))}
      </div>
    </section>
  );
}
