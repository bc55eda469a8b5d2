package io.corsync.sync;

import java.util.Map;
import java.util.function.Supplier;

import io.corsync.cor.Kind;
import io.corsync.mapping.MappingException;
import io.corsync.mapping.MappingFile;
import org.jspecify.annotations.Nullable;

/**
 * The Salesforce objects behind the kinds, for reports, which must tell what they can
 * with a mapping file that cannot be read as well.
 */
final class KindObjects {

	private static final Map<Kind, String> STANDARD = Map.of(Kind.CLIENT, SourceObjects.ACCOUNT, Kind.CONTRACT,
			"Contract", Kind.PROJECT, SourceObjects.OPPORTUNITY);

	private final Supplier<MappingFile> file;

	KindObjects(Supplier<MappingFile> file) {
		this.file = file;
	}

	/**
	 * The object of a kind, null when nobody says which it is.
	 */
	@Nullable String object(Kind kind) {
		String standard = STANDARD.get(kind);
		MappingFile mapping = (standard == null) ? mapping() : null;
		return (mapping != null) ? mapping.object(kind) : standard;
	}

	/**
	 * The field that people know a kind's records by.
	 */
	static String nameField(Kind kind) {
		return (kind == Kind.CONTRACT) ? "ContractNumber" : "Name";
	}

	/**
	 * The path to the name of the Account that a kind's record belongs to, null when
	 * nobody says which it is.
	 */
	@Nullable String accountName(Kind kind) {
		return switch (kind) {
			case CLIENT -> "Name";
			case CONTRACT, PROJECT -> "Account.Name";
			case BRAND, PRODUCT -> {
				MappingFile mapping = mapping();
				String way = (mapping != null) ? mapping.way(kind, Kind.CLIENT) : null;
				yield (way != null) ? way + ".Name" : null;
			}
		};
	}

	private @Nullable MappingFile mapping() {
		try {
			return this.file.get();
		}
		catch (MappingException ex) {
			return null;
		}
	}

}
