import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../database/tx.js';
import { newId } from '../../kernel/ids.js';
import type { TeamKindId } from './team.facts.js';

/** A thing that teams of a kind do, with the paper that says so. */
export interface TeamTask {
  id: string;
  description: string;
  source: string;
}

/** The short lists of what teams of each kind do. */
@Injectable()
export class TaskRepository {
  /** What is asked of teams of the kind today, in the order of entry. */
  ofKind(reader: Reader, kindId: TeamKindId): Promise<TeamTask[]> {
    return reader.rows<TeamTask>(
      `SELECT id, description, source FROM team_kind_tasks WHERE kind_id = $1 AND ended_at IS NULL ORDER BY recorded_at, id`,
      [kindId],
    );
  }

  /** Adds a task; 0 when the kind has it already. */
  add(tx: Tx, kindId: TeamKindId, task: Omit<TeamTask, 'id'>): Promise<number> {
    return tx.changed(
      `INSERT INTO team_kind_tasks (id, kind_id, description, source, recorded_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (kind_id, description) WHERE ended_at IS NULL DO NOTHING`,
      [newId(), kindId, task.description, task.source, tx.now],
    );
  }

  /** The task is no longer asked for; 0 when it was not. */
  end(tx: Tx, kindId: TeamKindId, id: string): Promise<number> {
    return tx.changed(`UPDATE team_kind_tasks SET ended_at = $3 WHERE id = $1 AND kind_id = $2 AND ended_at IS NULL`, [
      id,
      kindId,
      tx.now,
    ]);
  }
}
