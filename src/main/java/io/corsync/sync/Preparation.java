package io.corsync.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.corsync.cor.Cor;
import io.corsync.cor.Kind;
import io.corsync.ledger.Target;
import io.corsync.mapping.FieldShape;
import io.corsync.mapping.Mapping;
import io.corsync.mapping.MappingFindings;
import io.corsync.mapping.MappingProblem;
import io.corsync.mapping.ObjectField;
import io.corsync.salesforce.Organization;
import io.corsync.salesforce.Salesforce;
import io.corsync.salesforce.SalesforceException;
import io.corsync.salesforce.SourceQuery;
import io.corsync.salesforce.SourceReader;

import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Everything that can be found wrong before a run begins, so that a wrong setting changes
 * nothing: settings, mapping file, both logins, then mapping and filter against the org.
 */
final class Preparation {

	private final Salesforce salesforce;

	private final Cor cor;

	private final MappingSource mappings;

	private final SyncProperties properties;

	private final HistoryProperties history;

	private final TargetGuard guard;

	private final Drift drift;

	Preparation(Salesforce salesforce, Cor cor, MappingSource mappings, SyncProperties properties,
			HistoryProperties history, TargetGuard guard, Drift drift) {
		this.salesforce = salesforce;
		this.cor = cor;
		this.mappings = mappings;
		this.properties = properties;
		this.history = history;
		this.guard = guard;
		this.drift = drift;
	}

	/**
	 * What a run can rely on.
	 *
	 * @param organization the org
	 * @param mapping the mapping in this org
	 */
	record Ready(Organization organization, Mapping mapping) {

	}

	Ready prepare(Consumer<String> warnings) {
		List<String> problems = new ArrayList<>(this.properties.problems());
		problems.addAll(this.history.problems());
		if (!problems.isEmpty()) {
			throw new SettingsException(problems);
		}
		this.mappings.file();
		Organization organization = this.salesforce.organization();
		this.cor.login();
		Ready ready = new Ready(organization, this.mappings.load(organization));
		Optional<Target> target = this.guard.find(organization);
		this.drift.since(target).forEach(warnings);
		requireFit(ready.mapping(), this.drift.before(target), warnings);
		return ready;
	}

	/**
	 * The mapping in this org.
	 */
	Mapping mapping() {
		return this.mappings.load(this.salesforce.organization());
	}

	// What Salesforce describes may lack what it still answers: the query has the last
	// word.
	private void requireFit(Mapping mapping, Map<ObjectField, FieldShape> before, Consumer<String> warnings) {
		MappingFindings findings = this.mappings.findings(this.salesforce, before);
		List<String> problems = findings.problems().stream().map(MappingProblem::toString).toList();
		if (!findings.unfit().isEmpty()) {
			throw new SettingsException(problems);
		}
		if (!problems.isEmpty()) {
			try {
				readOne(mapping);
			}
			catch (SalesforceException.InvalidRequest ex) {
				throw new SettingsException(problems);
			}
			problems.forEach(warnings);
		}
	}

	private void readOne(Mapping mapping) {
		SourceObjects objects = new SourceObjects(mapping, this.properties.filter());
		SourceQuery query = objects.none();
		SourceReader reader = this.salesforce.reader(query);
		try {
			reader.open(new ExecutionContext());
			reader.read();
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			reader.close();
		}
	}

}
