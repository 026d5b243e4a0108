import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { client, unwrap } from '../../api/client';
import { ApiError } from '../../api/problem';
import type {
  ImportReport,
  ImportRequest,
  JobView,
  PreviewView,
  Question,
  UploadView,
} from '../../api/types';
import { followJob } from './follow-job';
import { mergeQuestions, questionOf } from './question';
import { sendFile } from './send-file';

export type Step = 'file' | 'mapping' | 'check' | 'done';

interface Busy {
  progress?: JobView['progress'];
  cancel?: () => Promise<void>;
}

/** State of one import from file to batch; every step asks the server and keeps what it said. */
export function useWizard(firstTable: string) {
  const cache = useQueryClient();
  const [table, setTable] = useState(firstTable);
  const [step, setStep] = useState<Step>('file');
  const [upload, setUpload] = useState<UploadView | null>(null);
  const [preview, setPreview] = useState<PreviewView | null>(null);
  const [questions, setQuestions] = useState<Question[]>([]);
  const [mapping, setMapping] = useState<Record<string, string>>({});
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const [rules, setRules] = useState<Record<string, string>>({});
  const [report, setReport] = useState<ImportReport | null>(null);
  const [busy, setBusy] = useState<Busy | null>(null);
  const [error, setError] = useState<unknown>(null);
  // A preview that comes back after a newer question is dropped.
  const asked = useRef(0);

  const request = (dry_run: boolean): ImportRequest => ({ table, mapping, answers, rules, dry_run });
  const attempt = async (work: () => Promise<void>) => {
    setError(null);
    setBusy({});
    try {
      await work();
    } catch (reason) {
      // A question that came up late goes back to the step where questions are answered.
      const question = reason instanceof ApiError ? questionOf(reason.problem) : null;
      if (question) {
        setQuestions((before) => mergeQuestions(before, [question]));
        setStep('mapping');
      } else setError(reason);
    } finally {
      setBusy(null);
    }
  };
  const look = async (id: string, body: ImportRequest) => {
    asked.current += 1;
    const mine = asked.current;
    const path = { id };
    const seen = await unwrap(client.POST('/api/v1/uploads/{id}/preview', { params: { path }, body }));
    if (mine !== asked.current) return;
    setPreview(seen);
    setQuestions((before) => mergeQuestions(before, seen.questions));
  };

  const send = (file: File) =>
    attempt(async () => {
      const sent = await sendFile(file, (done, total) =>
        setBusy({ progress: { stage: 'send', done, total } }),
      );
      setUpload(sent);
      setBusy({});
      setQuestions([]);
      await look(sent.id, { table, mapping: {}, answers: {}, rules: {}, dry_run: true });
      setMapping({});
      setAnswers({});
      setRules({});
      setStep('mapping');
    });

  const again = (change: { mapping?: Record<string, string>; answers?: Record<string, string> }) => {
    const next = { ...request(true), ...change };
    if (change.mapping) setMapping(change.mapping);
    if (change.answers) setAnswers(change.answers);
    if (!upload) return;
    setError(null);
    look(upload.id, next).catch(setError);
  };

  const run = (dryRun: boolean) =>
    attempt(async () => {
      if (!upload) return;
      const path = { id: upload.id };
      const started = await unwrap(
        client.POST('/api/v1/uploads/{id}/import', { params: { path }, body: request(dryRun) }),
      );
      const cancel = async () => {
        await unwrap(client.DELETE('/api/v1/jobs/{id}', { params: { path: { id: started.id } } }));
      };
      const ended = await followJob(started, (job) => setBusy({ progress: job.progress, cancel }));
      if (ended.state === 'cancelled') return;
      if (ended.problem) throw new ApiError(ended.problem, 400);
      setReport(ended.import ?? null);
      setStep(dryRun ? 'check' : 'done');
      if (!dryRun) await cache.invalidateQueries();
    });

  const restart = async () => {
    asked.current += 1;
    if (upload) {
      const path = { id: upload.id };
      await client.DELETE('/api/v1/uploads/{id}', { params: { path } }).catch(() => undefined);
    }
    setUpload(null);
    setPreview(null);
    setReport(null);
    setError(null);
    setStep('file');
  };

  return {
    table,
    setTable,
    step,
    setStep,
    upload,
    preview,
    questions,
    mapping,
    answers,
    rules,
    setRules,
    report,
    busy,
    error,
    send,
    again,
    check: () => run(true),
    commit: () => run(false),
    restart,
  };
}

export type Wizard = ReturnType<typeof useWizard>;
