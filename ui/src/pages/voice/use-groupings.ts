import { useTranslation } from 'react-i18next';
import { useCatalogue } from '../../api/use-catalogue';

/** Ways to group that the catalogue of the valuation knows: its labels, and the touchpoint. */
export function useGroupings() {
  const { t } = useTranslation('voice');
  const { measures } = useCatalogue();
  const touchpoint = t('voice:groups.touchpoint');
  return [
    { id: 'touchpoint', label: { en: touchpoint, zh: touchpoint } },
    ...measures.filter(({ kind }) => kind === 'label').map(({ id, label }) => ({ id, label })),
  ];
}
