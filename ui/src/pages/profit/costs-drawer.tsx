import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { costs } from '../../api/costs';
import { type Editing, KeptDrawer, LoadedText } from '../../components/kept/kept-drawer';
import { CostsEditor } from './costs-editor';

/** What the editor begins with: costs of the portfolio, or the example. */
export type OpenedCosts = { costs: string } | 'example';

interface CostsDrawerProps {
  opened: OpenedCosts | null;
  onClose: () => void;
  /** the costs to show behind the drawer; none where they were removed */
  onShow: (id: string | undefined) => void;
}

/** The costs editor beside the page. */
export function CostsDrawer({ opened, onClose, onShow }: CostsDrawerProps) {
  const { t } = useTranslation('profit');
  return (
    <KeptDrawer
      title={t('profit:editor.title')}
      size={760}
      opened={opened}
      keyOf={(one) => (one === 'example' ? one : one.costs)}
      onClose={onClose}
    >
      {(one, editing) =>
        one === 'example' ? (
          <Example onShow={onShow} {...editing} />
        ) : (
          <Kept id={one.costs} onShow={onShow} {...editing} />
        )
      }
    </KeptDrawer>
  );
}

interface ShownProps extends Editing {
  onShow: (id: string | undefined) => void;
}

function Example(rest: ShownProps) {
  const query = useQuery(costs.example());
  return (
    <LoadedText query={query}>{({ text }) => <CostsEditor kept={null} first={text} {...rest} />}</LoadedText>
  );
}

function Kept({ id, ...rest }: ShownProps & { id: string }) {
  const query = useQuery(costs.file(id));
  return (
    <LoadedText query={query}>{(file) => <CostsEditor kept={file} first={file.text} {...rest} />}</LoadedText>
  );
}
