package io.corsync.sync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.corsync.cor.Cor;
import io.corsync.cor.CorException;
import io.corsync.cor.Kind;
import io.corsync.cor.Listed;
import io.corsync.cor.Payload;
import io.corsync.ledger.Entry;
import io.corsync.ledger.Ledger;
import io.corsync.ledger.Target;
import io.corsync.ledger.Targets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Compares what COR accepted with what COR shows now, and changes nothing: what people
 * did in COR is theirs, but worth knowing.
 */
public final class CorComparison {

	/** The Main API lists these; its rows carry COR's own ids alone. */
	private static final List<Kind> KINDS = List.of(Kind.CLIENT, Kind.PROJECT);

	private static final int PAGE = 1000;

	/** What the list lacks is looked up one by one, since a list may leave things out. */
	private static final int MOST_LOOKED_UP = 500;

	private final Cor cor;

	private final Ledger ledger;

	private final Targets targets;

	private final String corUrl;

	CorComparison(Cor cor, Ledger ledger, Targets targets, String corUrl) {
		this.cor = cor;
		this.ledger = ledger;
		this.targets = targets;
		this.corUrl = corUrl;
	}

	/**
	 * What COR shows otherwise than it accepted it.
	 *
	 * @param kind client or project
	 * @param externalId its Salesforce id
	 * @param name what people call it, empty when that is not known
	 * @param corId COR's id
	 * @param words what differs
	 */
	public record Difference(String kind, String externalId, String name, String corId, String words) {

	}

	/**
	 * How much was compared.
	 *
	 * @param kind client or project
	 * @param rows how many rows
	 * @param different how many of them differ
	 * @param problem why nothing was compared, null when it was
	 */
	public record Compared(String kind, long rows, long different, @Nullable String problem) {

	}

	/**
	 * Compares everything.
	 * @param differences takes each difference
	 * @return how much was compared, by kind
	 */
	public List<Compared> compare(Consumer<Difference> differences) {
		List<Compared> compared = new ArrayList<>();
		for (Target target : this.targets.all()) {
			if (target.corUrl().equals(this.corUrl)) {
				KINDS.forEach((kind) -> compared.add(compare(target, kind, differences)));
			}
		}
		return compared;
	}

	private Compared compare(Target target, Kind kind, Consumer<Difference> differences) {
		Map<String, Listed> listed = new HashMap<>();
		try {
			this.cor.list(kind, (row) -> listed.put(row.corId(), row));
		}
		catch (CorException ex) {
			return new Compared(kind.word(), 0, 0, String.valueOf(ex.getMessage()));
		}
		long compared = 0;
		long different = 0;
		int lookedUp = 0;
		String after = null;
		List<Entry> page;
		do {
			page = this.ledger.inCor(target.id(), kind.word(), after, PAGE);
			for (Entry entry : page) {
				after = entry.key().externalId();
				Listed row = listed.get(String.valueOf(entry.corId()));
				boolean lookUp = row == null && lookedUp++ < MOST_LOOKED_UP;
				String difference = (row != null) ? difference(entry, row)
						: lookUp ? lookedUp(kind, entry) : "is not in COR's list";
				compared++;
				different += (difference != null) ? 1 : 0;
				if (difference != null) {
					differences.accept(new Difference(kind.word(), entry.key().externalId(), entry.name(),
							String.valueOf(entry.corId()), difference));
				}
			}
		}
		while (page.size() == PAGE);
		return new Compared(kind.word(), compared, different, null);
	}

	private @Nullable String lookedUp(Kind kind, Entry entry) {
		try {
			Optional<Listed> row = this.cor.find(kind, String.valueOf(entry.corId()));
			return row.isPresent() ? difference(entry, row.get()) : "is missing in COR";
		}
		catch (CorException ex) {
			return "is not in COR's list, and could not be looked up";
		}
	}

	private static @Nullable String difference(Entry entry, Listed row) {
		Payload accepted = Decider.accepted(entry);
		JsonNode archived = accepted.get(Departure.FIELD);
		boolean ours = archived != null && archived.asBoolean(false);
		if (row.archived() != ours) {
			return row.archived() ? "is archived in COR" : "is not archived in COR any more";
		}
		Payload name = Payload.of(Map.of("name", JsonNodeFactory.instance.stringNode(row.name())));
		boolean renamed = accepted.get("name") != null && !row.name().isEmpty()
				&& !name.differingFrom(accepted).isEmpty();
		return renamed ? "is called \"%s\" in COR".formatted(row.name()) : null;
	}

}
