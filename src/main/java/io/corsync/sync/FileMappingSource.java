package io.corsync.sync;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.corsync.mapping.FieldShape;
import io.corsync.mapping.Mapping;
import io.corsync.mapping.MappingCheck;
import io.corsync.mapping.MappingFile;
import io.corsync.mapping.MappingFindings;
import io.corsync.mapping.ObjectField;
import io.corsync.salesforce.Organization;
import io.corsync.salesforce.Salesforce;

/**
 * The mapping file that is set; without a file at the default place the same defaults
 * inside the program hold.
 */
final class FileMappingSource implements MappingSource {

	private static final Path DEFAULT = Path.of("config/mapping.yml");

	private final Path path;

	FileMappingSource(Path path) {
		this.path = path;
	}

	@Override
	public MappingFile file() {
		return (this.path.equals(DEFAULT) && !Files.exists(this.path)) ? MappingFile.defaults()
				: MappingFile.read(this.path);
	}

	@Override
	public Path tests() {
		return this.path.resolveSibling("mapping-tests");
	}

	@Override
	public Mapping load(Organization organization) {
		return file().bind(organization.zone());
	}

	@Override
	public MappingFindings findings(Salesforce salesforce, Map<ObjectField, FieldShape> before) {
		return new MappingCheck(salesforce::describe).findings(file(), salesforce.organization(), before);
	}

}
