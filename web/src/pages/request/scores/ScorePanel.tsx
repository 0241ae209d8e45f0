import { Group, Text, TextInput } from '@mantine/core';
import { Asked } from '../../../components/QueryState';
import { Panel } from '../facts/Panel';
import { THUMBS } from './submissions';
import { NewScore } from './NewScore';
import { ScoreRow } from './ScoreRow';
import { Thumbs } from './Thumbs';
import type { Scoring } from './useScoring';
import { ValueForm } from './ValueForm';

/** All scores of a request, and the means to give and correct them. */
export function ScorePanel({
  requestId,
  scoring,
  onChoose,
}: {
  requestId: string;
  scoring: Scoring;
  onChoose: (name: string) => void;
}) {
  const { may, rating, given, scores, score, comment, setComment, give, sentFor } = scoring;
  return (
    <Panel title="Scores">
      <Thumbs
        requestId={requestId}
        sent={sentFor(THUMBS)}
        onGive={may ? up => give(THUMBS, up) : null}
      />
      <Text size="sm" role="status" mih={0}>
        {scoring.notice}
      </Text>
      <Asked query={given} what="the scores">
        {() => (
          <div>
            {scores.map(each => (
              <ScoreRow
                key={each.name}
                score={each}
                sent={sentFor(each.name)}
                chosen={each === score}
                may={may}
                onChoose={() => onChoose(each.name)}
              >
                {may && (
                  <ValueForm
                    score={each}
                    valueRef={scoring.valueRef}
                    commentRef={scoring.commentRef}
                    comment={comment}
                    onComment={setComment}
                    onGive={value => give(each.name, value)}
                  />
                )}
              </ScoreRow>
            ))}
          </div>
        )}
      </Asked>
      {may && (
        <>
          <NewScore onChoose={onChoose} />
          <Group gap="xs">
            <Text size="xs" c="dimmed" component="label" htmlFor="rater">
              Scoring as
            </Text>
            <TextInput
              id="rater"
              size="xs"
              flex={1}
              placeholder={rating.usual}
              value={rating.written}
              onChange={event => rating.setWritten(event.currentTarget.value)}
            />
          </Group>
        </>
      )}
    </Panel>
  );
}
