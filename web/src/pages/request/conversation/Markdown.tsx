import { Anchor, Code, Text } from '@mantine/core';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import classes from './Conversation.module.css';

/** Renders Markdown as React elements. HTML stays text, images are named but not loaded, and links send no referrer. The
 * default export of its module, because it is loaded with the first text that needs it. */
export default function Markdown({ text }: { text: string }) {
  return (
    <div className={classes.markdown}>
      <ReactMarkdown remarkPlugins={PLUGINS} components={COMPONENTS}>
        {text}
      </ReactMarkdown>
    </div>
  );
}

const PLUGINS = [remarkGfm];

const COMPONENTS: Components = {
  a: ({ href, children }) => (
    <Anchor
      href={href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      fz="inherit"
      underline="always"
    >
      {children}
    </Anchor>
  ),
  img: ({ src, alt }) => (
    <Text span c="dimmed" fz="inherit">
      [image {alt || String(src ?? '')}]
    </Text>
  ),
  pre: ({ children }) => (
    <pre className={classes.code} tabIndex={0}>
      {children}
    </pre>
  ),
  code: ({ children }) => <Code>{children}</Code>,
  // headings of a message are not part of the page's own structure
  h1: ({ children }) => <p className={classes.heading}>{children}</p>,
  h2: ({ children }) => <p className={classes.heading}>{children}</p>,
  h3: ({ children }) => <p className={classes.heading}>{children}</p>,
  h4: ({ children }) => <p className={classes.heading}>{children}</p>,
  h5: ({ children }) => <p className={classes.heading}>{children}</p>,
  h6: ({ children }) => <p className={classes.heading}>{children}</p>,
  table: ({ children }) => (
    <div className={classes.wide} tabIndex={0} role="region" aria-label="Table">
      <table>{children}</table>
    </div>
  ),
  input: ({ checked }) => <span>{checked ? '☑' : '☐'}</span>,
};
