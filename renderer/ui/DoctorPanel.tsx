import { Check, CircleCheck, Download, RefreshCw, TriangleAlert } from 'lucide-preact'
import { useMemo } from 'preact/hooks'
import { checkedBy, describe } from '../../common/finding-text.js'
import type { Finding } from '../../common/findings.js'
import type { App } from '../state/app.js'
import type { Doctor } from '../state/doctor.js'
import { reportOf } from '../state/doctor-report.js'
import { language, t } from '../state/language.js'
import { Report } from '../state/report.js'
import * as buttons from './base/buttons.module.css'
import * as fields from './base/fields.module.css'
import * as layout from './base/layout.module.css'
import * as prose from './base/prose.module.css'
import { CopyButton } from './CopyButton.js'
import * as dialog from './Dialog.module.css'
import * as css from './DoctorPanel.module.css'
import { saveAsFile } from './download.js'

/** What keeps people from meeting and what to do about it, and the ways to take that along. */
export function DoctorPanel({ app: { doctor, bridge, log } }: { app: App }) {
  const report = useMemo(() => new Report(bridge, doctor, log), [bridge, doctor, log])
  const findings = doctor.findings.value
  const isChecking = doctor.outcome.value === 'checking'
  return (
    <div class={layout.fill}>
      <section class={css.doctor} aria-label={t('findings/title')} aria-busy={isChecking}>
        <p role="status" class={doctor.outcome.value === 'failed' ? prose.problem : prose.muted}>
          {statusSentence(doctor)}
        </p>
        {isChecking && <progress aria-label={t('findings/checking-network')} />}
        {findings.length > 0 && (
          <ol>
            {findings.map((finding) => (
              <FindingItem key={JSON.stringify(finding)} finding={finding} />
            ))}
          </ol>
        )}
        <button type="button" class={buttons.plain} aria-disabled={isChecking} onClick={() => void doctor.check()}>
          <RefreshCw size={16} aria-hidden="true" /> {t('findings/check-again')}
        </button>
      </section>
      <TakeAlong doctor={doctor} report={report} />
    </div>
  )
}

function FindingItem({ finding }: { finding: Finding }) {
  return finding.code === 'all-well' ? <AllWell finding={finding} /> : <InTheWay finding={finding} />
}

/** Good news, and what it rests on. */
function AllWell({ finding }: { finding: Finding }) {
  const { title, advice } = describe(finding, t, language.value)
  const checked = checkedBy(finding, t)
  return (
    <li class={css.well}>
      <CircleCheck size={44} aria-hidden="true" />
      <h3>{title}</h3>
      <p>{advice}</p>
      {checked.length > 0 && (
        <ul class={css.checked} aria-label={t('findings/looked-at')}>
          {checked.map((subject) => (
            <li key={subject}>
              <Check size={16} aria-hidden="true" /> {subject}
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

function InTheWay({ finding }: { finding: Finding }) {
  const { title, advice } = describe(finding, t, language.value)
  return (
    <li class={css.finding}>
      <h3>
        <TriangleAlert size={18} aria-hidden="true" /> <span>{title}</span>
      </h3>
      <p>{advice}</p>
      {finding.commands.map((command) => (
        <div key={command} class={css.command}>
          <code>{command}</code>
          <CopyButton label={t('findings/copy-command')} text={command} />
        </div>
      ))}
    </li>
  )
}

/** The findings, and the report that has the logs as well. */
function TakeAlong({ doctor, report }: { doctor: Doctor; report: Report }) {
  const hasFindings = doctor.findings.value.length > 0
  return (
    <footer class={dialog.footer}>
      {report.hasFailed.value && (
        <p class={prose.problem} role="alert">
          {t('findings/report-not-saved')}
        </p>
      )}
      {hasFindings && (
        <label class={fields.choice}>
          <input
            type="checkbox"
            checked={doctor.leavesAddressesOut.value}
            onInput={({ currentTarget }) => (doctor.leavesAddressesOut.value = currentTarget.checked)}
          />
          {t('findings/leave-addresses-out')}
        </label>
      )}
      {hasFindings && <CopyButton label={t('findings/copy-report')} text={() => reportOf(doctor)} />}
      <button type="button" class={buttons.plain} onClick={() => void report.save(saveAsFile)}>
        <Download size={16} aria-hidden="true" /> {t('findings/save-report')}
      </button>
    </footer>
  )
}

function statusSentence({ outcome, findings }: Doctor): string {
  const count = findings.value.filter(({ code }) => code !== 'all-well').length
  switch (outcome.value) {
    case 'checking':
      return t('findings/checking')
    case 'failed':
      return count > 0 ? t('findings/unanswered-count', { count }) : t('findings/unanswered')
    default:
      if (count > 0) return t('findings/count', { count })
      return t(findings.value.length > 0 ? 'findings/done' : 'findings/page-sees-nothing')
  }
}
