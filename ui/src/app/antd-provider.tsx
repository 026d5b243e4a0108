import { App, ConfigProvider } from 'antd';
import english from 'antd/locale/en_GB';
import chinese from 'antd/locale/zh_CN';
import { type ReactNode, useMemo } from 'react';
import { useLanguage } from '../i18n/use-language';
import { antdTheme } from './antd-theme';
import { useThemeMode } from './theme-mode';

/** Theme and language of the components of pages; a chunk of its own, so that the frame stands first. */
export default function AntdProvider({ children }: { children: ReactNode }) {
  const { mode } = useThemeMode();
  const [language] = useLanguage();
  const theme = useMemo(() => antdTheme(mode), [mode]);
  return (
    <ConfigProvider
      theme={theme}
      locale={language === 'zh' ? chinese : english}
      button={{ autoInsertSpace: false }}
    >
      <App className="page-root">{children}</App>
    </ConfigProvider>
  );
}
