package io.corsync.sync;

import java.nio.file.Path;
import java.util.Map;

import io.corsync.mapping.FieldShape;
import io.corsync.mapping.Mapping;
import io.corsync.mapping.MappingFile;
import io.corsync.mapping.MappingFindings;
import io.corsync.mapping.ObjectField;
import io.corsync.salesforce.Organization;
import io.corsync.salesforce.Salesforce;

/**
 * Where the mapping comes from.
 */
public interface MappingSource {

	/**
	 * Reads the mapping file; calls nobody.
	 * @return the file, checked in itself
	 * @throws io.corsync.mapping.MappingException with all its problems at once
	 */
	MappingFile file();

	/**
	 * Where its mapping tests are.
	 * @return a directory beside the file, which need not be there
	 */
	Path tests();

	/**
	 * The mapping, in an org.
	 * @param organization the org, whose time zone holds where the file names none
	 * @return the mapping, ready
	 */
	Mapping load(Organization organization);

	/**
	 * Holds the mapping against what the org describes.
	 * @param salesforce the org
	 * @param before the fields as an earlier run saw them
	 * @return what the org has against it
	 */
	MappingFindings findings(Salesforce salesforce, Map<ObjectField, FieldShape> before);

}
