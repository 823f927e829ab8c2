import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Breach, Invariants } from '../database/invariants.js';
import type { Reader } from '../database/tx.js';
import { AuditVerifier, type ChainFault } from './audit.verify.js';
import { type HeadFault, LogHeadVerifier } from './heads/log-head.verifier.js';

const CHAIN_FAULTS: Readonly<Record<ChainFault, string>> = {
  changed: 'dòng không khớp dấu của nó',
  missing: 'thiếu sự kiện ở chỗ này',
  cut: 'chuỗi bị cắt ở cuối',
  'no-head': 'chuỗi mất đầu',
};
const HEAD_FAULTS: Readonly<Record<HeadFault, string>> = {
  signature: 'chữ ký không đúng',
  shorter: 'sổ có ít sự kiện hơn lúc ký',
  root: 'sổ có sự kiện khác lúc ký',
};

/** What must hold of the log: its chains are whole and it is what was signed. */
@Injectable()
export class AuditInvariants implements OnModuleInit {
  constructor(
    private readonly invariants: Invariants,
    private readonly chains: AuditVerifier,
    private readonly heads: LogHeadVerifier,
  ) {}

  onModuleInit(): void {
    this.invariants.keep([
      {
        code: 'audit.chains-are-whole',
        rule: 'Nhật ký liền mạch: không dòng nào bị sửa, bị xóa hay chen vào',
        breaches: (reader) => this.brokenChain(reader),
      },
      {
        code: 'audit.signed-heads-hold',
        rule: 'Nhật ký đúng với mọi dấu sổ đã ký',
        breaches: (reader) => this.brokenHead(reader),
      },
    ]);
  }

  private async brokenChain(reader: Reader): Promise<Breach[]> {
    const found = await this.chains.verifyIn(reader);
    if (found.intact) return [];
    const { id, chain, seq, fault } = found.bad;
    return [{ row: `audit_events ${id ?? ''}`.trim(), found: `chuỗi ${chain}, vị trí ${seq}: ${CHAIN_FAULTS[fault]}` }];
  }

  private async brokenHead(reader: Reader): Promise<Breach[]> {
    const found = await this.heads.verifyIn(reader, []);
    if (found.intact) return [];
    return [{ row: `log_heads ${found.head.size}`, found: HEAD_FAULTS[found.fault] }];
  }
}
