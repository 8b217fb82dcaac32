import { CircleCheck, Download, RefreshCw, TriangleAlert } from 'lucide-preact'
import { describe, type Finding } from '../../common/findings.js'
import type { Doctor } from '../state/doctor.js'
import { CopyButton } from './CopyButton.js'
import { saveAsFile } from './download.js'
import './doctor.css'

/** What keeps people from meeting and what to do about it, and the ways to take that along. */
export function DoctorPanel({ doctor }: { doctor: Doctor }) {
  const findings = doctor.findings.value
  const isChecking = doctor.outcome.value === 'checking'
  return (
    <div class="doctor">
      <section aria-label="Findings" aria-busy={isChecking}>
        <p role="status" class={doctor.outcome.value === 'failed' ? 'problem' : 'muted'}>
          {statusSentence(doctor)}
        </p>
        {isChecking && <progress aria-label="Checking the network" />}
        {findings.length > 0 && (
          <ol>
            {findings.map((finding) => (
              <FindingCard key={JSON.stringify(finding)} finding={finding} />
            ))}
          </ol>
        )}
        <button type="button" class="btn" aria-disabled={isChecking} onClick={() => void doctor.check()}>
          <RefreshCw size={16} aria-hidden="true" /> Check again
        </button>
      </section>
      {findings.length > 0 && <TakeAlong doctor={doctor} />}
    </div>
  )
}

function FindingCard({ finding }: { finding: Finding }) {
  const { title, advice } = describe(finding)
  const isWell = finding.code === 'all-well'
  const Icon = isWell ? CircleCheck : TriangleAlert
  return (
    <li class={isWell ? 'well' : ''}>
      <h3>
        <Icon size={18} aria-hidden="true" /> <span>{title}</span>
      </h3>
      <p>{advice}</p>
      {finding.commands.map((command) => (
        <div key={command} class="command">
          <code>{command}</code>
          <CopyButton label="Copy command" text={command} />
        </div>
      ))}
    </li>
  )
}

function TakeAlong({ doctor }: { doctor: Doctor }) {
  return (
    <footer>
      <label class="choice">
        <input
          type="checkbox"
          checked={doctor.leavesAddressesOut.value}
          onInput={({ currentTarget }) => (doctor.leavesAddressesOut.value = currentTarget.checked)}
        />
        Leave addresses out
      </label>
      <CopyButton label="Copy report" text={() => doctor.report()} />
      <button type="button" class="btn" onClick={() => saveAsFile(doctor.report(), 'lanline-network-check.txt')}>
        <Download size={16} aria-hidden="true" /> Save report
      </button>
    </footer>
  )
}

function statusSentence({ outcome, findings }: Doctor): string {
  const count = findings.value.filter(({ code }) => code !== 'all-well').length
  const found = count === 1 ? '1 finding.' : `${count} findings.`
  switch (outcome.value) {
    case 'checking':
      return 'Checking… This takes up to 3 seconds.'
    case 'failed':
      return `The host did not answer the question; try again.${count > 0 ? ` From this page: ${found}` : ''}`
    default:
      if (count > 0) return found
      return findings.value.length > 0
        ? 'The check is done.'
        : 'From this page nothing is in the way. The computer that hosts can look closer: press “Check my network” there.'
  }
}
