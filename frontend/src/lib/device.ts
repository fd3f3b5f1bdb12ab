/** What this device keeps, in IndexedDB. Everything is kept by person and board: nobody else's is ever read. */
import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from "idb";
import type { KeptDraft } from "./draft";
import type { KeptBoard, Keeping, RefusedChange } from "./keeping";
import type { Submit } from "./protocol";

interface Row {
  readonly id?: number;
  readonly owner: string;
  readonly board: string;
  readonly tab: string;
  readonly message: Submit;
  readonly refused: Omit<RefusedChange, "message"> | null;
}

interface Schema extends DBSchema {
  commands: {
    key: number;
    value: Row;
    indexes: { place: [string, string]; owner: string; command: [string, string] };
  };
  boards: { key: [string, string]; value: { owner: string; board: string; kept: KeptBoard } };
  drafts: {
    key: [string, string, string];
    value: { owner: string; board: string; id: string; draft: KeptDraft };
  };
  device: { key: string; value: unknown };
}

type Database = IDBPDatabase<Schema>;
type Commands = IDBPTransaction<Schema, ["commands"], "readwrite">;

const NAME = "themeroom";
const VERSION = 2;
/** On disk, not only on its way there, before anybody is told that a change waits here. */
const STRICT = { durability: "strict" } as const;

/** A page of a newer version wants to go on: this one lets go of the device. */
function blocking(_from: number, _to: number | null, event: IDBVersionChangeEvent): void {
  (event.target as IDBDatabase).close();
}

class Device {
  /** Whether nothing had ever been kept here when this page began. */
  readonly fresh = isEmpty();
  #opening: Promise<Database> | null = null;

  /** The things of one person on one board. */
  of(owner: string, board: string): Keeping {
    return new IdbKeeping(() => this.open(), this.fresh, owner, board);
  }

  open(): Promise<Database> {
    this.#opening ??= this.fresh.then(() => openDB<Schema>(NAME, VERSION, { upgrade, blocking }));
    return this.#opening;
  }

  /** How many changes and drafts of these people wait on this device, over all boards. */
  async waiting(owners: readonly string[]): Promise<number> {
    const database = await this.open();
    const rows = await Promise.all(
      owners.map((owner) => database.getAllFromIndex("commands", "owner", owner)),
    );
    const drafts = await Promise.all(owners.map((owner) => database.getAll("drafts", draftsOf(owner))));
    const unsent = drafts.flat().filter(({ draft }) => draft.unsent && !draft.gone);
    return rows.flat().filter(({ refused }) => refused === null).length + unsent.length;
  }

  /** Removes all that is kept of these people. */
  async wipe(owners: readonly string[]): Promise<void> {
    const database = await this.open();
    const all = database.transaction(["commands", "boards", "drafts", "device"], "readwrite", STRICT);
    for (const owner of owners) {
      for (const key of await all.objectStore("commands").index("owner").getAllKeys(owner))
        void all.objectStore("commands").delete(key);
      void all.objectStore("boards").delete(IDBKeyRange.bound([owner, ""], [owner, "\uffff"]));
      void all.objectStore("drafts").delete(draftsOf(owner));
    }
    void all.objectStore("device").clear();
    await all.done;
  }

  /** Anything small that belongs to the device. */
  async get(key: string): Promise<unknown> {
    return (await this.open()).get("device", key);
  }

  async set(key: string, value: unknown): Promise<void> {
    await (await this.open()).put("device", value, key);
  }
}

/** Making a database takes a browser a while; whether there is one it says at once, also after it was killed. */
async function isEmpty(): Promise<boolean> {
  try {
    return (await indexedDB.databases()).every(({ name }) => name !== NAME);
  } catch {
    return false; // an old browser cannot say: something may well be there
  }
}

function draftsOf(owner: string): IDBKeyRange {
  return IDBKeyRange.bound([owner, "", ""], [owner, "\uffff", "\uffff"]);
}

function upgrade(database: Database, from: number): void {
  if (from < 1) makeFirst(database);
  database.createObjectStore("drafts", { keyPath: ["owner", "board", "id"] });
}

function makeFirst(database: Database): void {
  const commands = database.createObjectStore("commands", { keyPath: "id", autoIncrement: true });
  commands.createIndex("place", ["owner", "board"]);
  commands.createIndex("owner", "owner");
  commands.createIndex("command", ["owner", "message.command_id"], { unique: true });
  database.createObjectStore("boards", { keyPath: ["owner", "board"] });
  database.createObjectStore("device");
}

class IdbKeeping implements Keeping {
  constructor(
    private readonly open: () => Promise<Database>,
    readonly fresh: Promise<boolean>,
    private readonly owner: string,
    private readonly boardId: string,
  ) {}

  put(tab: string, message: Submit): Promise<void> {
    const { owner, boardId: board } = this;
    return this.#write(async ({ store }) => {
      await store.add({ owner, board, tab, message, refused: null });
    });
  }

  drop(commandId: string): Promise<void> {
    return this.#write(async ({ store }) => {
      const key = await store.index("command").getKey([this.owner, commandId]);
      if (key !== undefined) await store.delete(key);
    });
  }

  refuse({ message, code, reason }: RefusedChange): Promise<void> {
    const { owner, boardId: board } = this;
    return this.#write(async ({ store }) => {
      const old = await store.index("command").get([owner, message.command_id]);
      await store.put({ ...(old ?? { owner, board, tab: "", message }), refused: { code, reason } });
    });
  }

  async refused(): Promise<readonly RefusedChange[]> {
    return (await this.#rows()).flatMap(({ message, refused }) =>
      refused === null ? [] : [{ message, ...refused }],
    );
  }

  async tabs(): Promise<readonly string[]> {
    const waiting = (await this.#rows()).filter(({ refused }) => refused === null);
    return [...new Set(waiting.map(({ tab }) => tab))];
  }

  async adopt(from: string, to: string): Promise<readonly Submit[]> {
    const found: Submit[] = [];
    await this.#write(async ({ store }) => {
      for (const row of await store.index("place").getAll([this.owner, this.boardId])) {
        if (row.tab !== from || row.refused !== null) continue;
        found.push(row.message);
        await store.put({ ...row, tab: to });
      }
    });
    return found;
  }

  async board(): Promise<KeptBoard | null> {
    return (await (await this.open()).get("boards", [this.owner, this.boardId]))?.kept ?? null;
  }

  async saveBoard(kept: KeptBoard): Promise<void> {
    await (await this.open()).put("boards", { owner: this.owner, board: this.boardId, kept });
  }

  async forgetOthers(studyId: string): Promise<void> {
    const writing = (await this.open()).transaction("boards", "readwrite", STRICT);
    for (const { owner, board, kept } of await writing.store.getAll())
      if (board !== this.boardId && kept.study?.id === studyId) void writing.store.delete([owner, board]);
    await writing.done;
  }

  async #rows(): Promise<readonly Row[]> {
    return (await this.open()).getAllFromIndex("commands", "place", [this.owner, this.boardId]);
  }

  async #write(work: (writing: Commands) => Promise<void>): Promise<void> {
    const writing = (await this.open()).transaction("commands", "readwrite", STRICT);
    await Promise.all([work(writing), writing.done]);
  }
}

export const device = new Device();
