import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../database/database.js';
import { type Breach, type FileLook, Invariants } from '../database/invariants.js';
import type { Reader } from '../database/tx.js';
import { hashOfFile } from '../storage/file-hash.js';
import { FileStore } from '../storage/file-store.js';
import { linesOf, walkLog } from './archive.reading.js';
import { type Arrival, ArrivalRepository } from './arrival.repository.js';

/** Why a log that came along does not hold: the sealed file is not the one that came, is not whole, or other events stand in the chain written from it. */
export type ArrivalFault = 'file' | 'root' | 'events';

const FAULTS: Readonly<Record<ArrivalFault, string>> = {
  file: 'tệp nhật ký mang theo bị mất hoặc đã đổi',
  root: 'nhật ký mang theo không còn liền mạch, hoặc sai gốc Merkle đã ký',
  events: 'số việc trong chuỗi khác với nhật ký mang theo',
};

/** What must hold of contests that came from another installation: the log that came along, as it was sealed there. */
@Injectable()
export class ArrivalInvariants implements OnModuleInit {
  constructor(
    private readonly invariants: Invariants,
    private readonly database: Database,
    private readonly arrivals: ArrivalRepository,
    private readonly store: FileStore,
  ) {}

  onModuleInit(): void {
    this.invariants.keep([
      {
        code: 'archives.logs-hold',
        rule: 'Nhật ký mang theo cuộc thi từ nơi khác còn nguyên như lúc đóng bản lưu',
        breaches: (reader, look) => this.breaches(reader, look),
      },
    ]);
  }

  /** How many such logs there are, or the first that does not hold. Reads them whole. */
  async verify(): Promise<{ intact: true; logs: number } | { intact: false; slug: string; fault: ArrivalFault }> {
    const found = await this.arrivals.arrivals(this.database.reader);
    for (const arrival of found) {
      const fault = await this.faultOf(arrival, 'hashes');
      if (fault !== null) return { intact: false, slug: arrival.slug, fault };
    }
    return { intact: true, logs: found.length };
  }

  private async breaches(reader: Reader, look: FileLook): Promise<Breach[]> {
    const breaches: Breach[] = [];
    for (const arrival of await this.arrivals.arrivals(reader)) {
      const fault = await this.faultOf(arrival, look);
      if (fault !== null) breaches.push({ row: `contest_arrivals ${arrival.id}`, found: FAULTS[fault] });
    }
    return breaches;
  }

  private async faultOf(arrival: Arrival & { standing: number }, look: FileLook): Promise<ArrivalFault | null> {
    const { logSha256, logRoot, places, events, standing } = arrival;
    if (standing !== events) return 'events';
    if ((await this.store.sizeOf(logSha256)) === null) return 'file';
    if (look === 'lengths') return null;
    if ((await hashOfFile(this.store.pathOf(logSha256))) !== logSha256) return 'file';
    const walked = await walkLog(linesOf(this.store.read(logSha256) as AsyncIterable<Buffer>));
    return 'fault' in walked || walked.root !== logRoot || walked.events !== places ? 'root' : null;
  }
}
