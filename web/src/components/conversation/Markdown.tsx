import { Anchor, Code } from '@mantine/core';
import { isValidElement, memo, type ReactNode } from 'react';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import ReactMarkdown, { type Components } from 'react-markdown';
import type { Processor } from 'unified';
import { CodeBlock } from '../CodeBlock';
import classes from './Conversation.module.css';
import { RemotePicture } from './RemotePicture';

/** Renders Markdown as React elements. HTML stays text, pictures are loaded on a click, and links send no referrer. The
 * default export of its module, because it is loaded with the first text that needs it. */
function Markdown({ text }: { text: string }) {
  return (
    <div className={classes.markdown}>
      <ReactMarkdown remarkPlugins={PLUGINS} components={COMPONENTS}>
        {text}
      </ReactMarkdown>
    </div>
  );
}

export default memo(Markdown); // reading a text takes milliseconds

/** GitHub's tables, lists to tick off and such, as remark-gfm reads them, without its writer: that is 30 kB. */
function githubMarkdown(this: Processor): void {
  const data = this.data() as { micromarkExtensions?: object[]; fromMarkdownExtensions?: object[] };
  (data.micromarkExtensions ??= []).push(gfm());
  (data.fromMarkdownExtensions ??= []).push(gfmFromMarkdown());
}
const PLUGINS = [githubMarkdown];

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
  img: ({ src, alt }) => <RemotePicture url={String(src ?? '')} alt={alt ?? ''} />,
  pre: ({ children }) => {
    const { className, children: code } = codeOf(children);
    return <CodeBlock code={code} language={/language-(\S+)/.exec(className)?.[1]} />;
  },
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

/** The text and the language of a block of code. */
function codeOf(children: ReactNode): { className: string; children: string } {
  if (!isValidElement<{ className?: string; children?: string }>(children)) {
    return { className: '', children: typeof children === 'string' ? children : '' };
  }
  const { className = '', children: code = '' } = children.props;
  return { className, children: code.replace(/\n$/, '') };
}
