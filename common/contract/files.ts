import * as v from 'valibot'
import { FileMessage, type Offer } from '../files.js'
import { IncomingSignal, OutgoingSignal, Peer, PeerId, Reply } from '../protocol.js'
import { integer, type Schema } from '../schema.js'
import { event, nothing, request } from './contract.js'

/** As it is said over the channel `files`, on which it is said again. */
const FileOffer: Schema<Offer> = v.pipe(
  FileMessage,
  v.check(({ type }) => type === 'offer'),
  v.transform((message) => message as Offer),
)

/** `id` is that of the offer. */
const About = v.object({ to: PeerId, id: integer(0, 2 ** 32 - 1) })
const ABOUT = '"to" names the person it is for, "id" is that of the offer.'
const fromFields = { from: PeerId, id: integer() }

/** What a page speaks that sends files to people, and takes files of people, with whom it is in no room. */
export const files = {
  requests: {
    /** The sender's page takes offers of files from now on, until its connection ends. */
    takeFiles: request(nothing, Reply),
    /** Asks a person whether they want a file, or takes up a question that was asked before. */
    offerFile: request(v.object({ to: PeerId, offer: FileOffer }), Reply, 'An offer has "to" and "offer", a file.'),
    /** Wants the file that this person offers: the two may signal to each other. */
    acceptFile: request(About, Reply, ABOUT),
    /** Does not want it, takes it back, or needs no more signals. */
    endFiles: request(About, Reply, ABOUT),
    /** For the person whose file the sender wants, or who wants the sender's. */
    fileSignal: request(OutgoingSignal, Reply, 'A signal has "to" and either a description, a candidate or a restart.'),
  },
  events: {
    offerFile: event(v.object({ from: Peer, offer: FileOffer })),
    acceptFile: event(v.object(fromFields)),
    /** `gone`: they are no longer on the host, or their page was closed or loaded anew. */
    endFiles: event(v.object({ ...fromFields, gone: v.optional(v.literal(true)) })),
    fileSignal: event(IncomingSignal),
  },
} as const
