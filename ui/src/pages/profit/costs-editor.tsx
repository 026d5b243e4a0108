import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { client, unwrap } from '../../api/client';
import { askCostsAgain, type CostsFile, costs } from '../../api/costs';
import type { Editing } from '../../components/kept/kept-drawer';
import { KeptEditor, lineOf } from '../../components/kept/kept-editor';
import { LineText } from '../../components/kept/line-text';
import { useKeptText } from '../../components/kept/use-kept-text';
import { useFormat } from '../../format/use-format';

interface CostsEditorProps extends Editing {
  /** the costs as they are kept; none where they are new */
  kept: CostsFile | null;
  /** the text to begin with */
  first: string;
  onShow: (id: string | undefined) => void;
}

/** Costs as text, sent to the customers while they are typed and kept as their next version. */
export function CostsEditor({ kept, first, onChanged, onShow, onClose }: CostsEditorProps) {
  const { t } = useTranslation('profit');
  const format = useFormat();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const written = useKeptText(first, onChanged);
  const { text, setText, settled } = written;
  const { data: check, isFetching } = useQuery(costs.check(settled));
  const report = check?.report;

  const save = async () => {
    const file = await unwrap(client.PUT('/api/v1/costs', { body: { text } }));
    await askCostsAgain(cache);
    void message.success(t('profit:editor.saved', { version: String(file.version) }));
    onShow(file.id);
    onClose();
  };
  const remove = async (id: string) => {
    await unwrap(client.DELETE('/api/v1/costs/{id}', { params: { path: { id } } }));
    await askCostsAgain(cache);
    onShow(undefined);
    onClose();
  };
  const open = async (id: string, version: number) => {
    const params = { path: { id }, query: { version } };
    setText((await unwrap(client.GET('/api/v1/costs/{id}', { params }))).text);
  };
  return (
    <KeptEditor
      written={written}
      kept={kept}
      check={check}
      fresh={settled === text && !isFetching}
      fits={
        report &&
        t('profit:editor.fits', {
          entered: format.money(report.entered.full),
          customers: format.money(report.customers.full),
          unused: format.money(report.unused),
          enterprise: format.money(report.enterprise),
          open: format.money(report.unassigned),
        })
      }
      removeAsk={t('profit:editor.removeAsk')}
      hint={t('profit:editor.hint')}
      onSave={save}
      onRemove={remove}
      onOpen={open}
    >
      <LineText
        text={text}
        mark={lineOf(check?.problem)}
        label={t('profit:editor.text')}
        onChange={setText}
      />
    </KeptEditor>
  );
}
