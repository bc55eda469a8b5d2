package io.corsync.mapping;

/**
 * Collects what an org has against a mapping file, by what follows from it.
 *
 * @param unfit what cannot work as it is written
 * @param unseen what Salesforce has the last word about
 * @param notes what is worth knowing
 */
record Findings(Problems unfit, Problems unseen, Problems notes) {

	static Findings of(String file) {
		return new Findings(new Problems(file), new Problems(file), new Problems(file));
	}

	MappingFindings list() {
		return new MappingFindings(this.unfit.list(), this.unseen.list(), this.notes.list());
	}

}
