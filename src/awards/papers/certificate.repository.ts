import type { Reader, Tx } from '../../database/tx.js';
import type { AwardListId, ContestId } from '../../kernel/ids.js';
import type { AwardListState } from '../award.facts.js';

/** The number a certificate bears, and the value by which whoever holds it can ask whether it is genuine. */
export interface CertificateMarks {
  position: number;
  number: string;
  checkValue: string;
}

/** A certificate as it was issued, with how its list stands now. */
export interface IssuedCertificate extends CertificateMarks {
  contestId: ContestId;
  listNumber: number;
  listState: AwardListState;
  title: string;
  villageName: string;
  communeName: string;
  tierName: string;
  publishedAt: Date;
}

/** Gives every line of a list that is being published its certificate: a number by place, ten signs by chance. */
export async function issueCertificates(tx: Tx, listId: AwardListId): Promise<void> {
  await tx.changed(
    `INSERT INTO award_certificates (list_id, position, number, check_value)
     SELECT o.list_id, o.position, o.number,
            (SELECT string_agg(substr('23456789ABCDEFGHJKMNPQRSTWXYZ', 1 + get_byte(o.chance, place) % 29, 1), '')
               FROM generate_series(0, 9) AS place)
       FROM (SELECT l.list_id, l.position, c.code || '-CN' || a.number || '-' || lpad(l.position::text, 4, '0') AS number,
                    sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) AS chance
               FROM award_lines l JOIN award_lists a ON a.id = l.list_id JOIN contests c ON c.id = a.contest_id
              WHERE l.list_id = $1 OFFSET 0) AS o`,
    [listId],
  );
}

/** The certificates of a published list by place in it. */
export const certificatesOf = (reader: Reader, listId: AwardListId): Promise<CertificateMarks[]> =>
  reader.rows<CertificateMarks>(
    `SELECT position, number, check_value AS "checkValue" FROM award_certificates WHERE list_id = $1 ORDER BY position`,
    [listId],
  );

/** The certificate of a number as printed, in any case; null when none bears it. */
export const certificateByNumber = (reader: Reader, number: string): Promise<IssuedCertificate | null> =>
  reader.one<IssuedCertificate>(
    `SELECT c.position, c.number, c.check_value AS "checkValue", a.contest_id AS "contestId", a.number AS "listNumber",
            a.state AS "listState", a.published_at AS "publishedAt", l.title, l.village_name AS "villageName",
            l.commune_name AS "communeName", l.tier_name AS "tierName"
       FROM award_certificates c JOIN award_lines l USING (list_id, position) JOIN award_lists a ON a.id = c.list_id
      WHERE c.number = upper($1)`,
    [number],
  );
