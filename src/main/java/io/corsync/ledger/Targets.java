package io.corsync.ledger;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The pairs of org and COR that this database has seen.
 */
public final class Targets {

	private final JdbcClient jdbc;

	private final Clock clock;

	Targets(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Everything seen so far.
	 * @return oldest first
	 */
	public List<Target> all() {
		return this.jdbc.sql("""
				SELECT target_id AS id, org_id, org_name, cor_url, company_id FROM target ORDER BY target_id
				""").query(Target.class).list();
	}

	public Optional<Target> find(String orgId, String corUrl) {
		return all().stream()
			.filter((target) -> target.orgId().equals(orgId) && target.corUrl().equals(corUrl))
			.findFirst();
	}

	/**
	 * Records a pair that was not seen before.
	 * @param orgId the org's id
	 * @param orgName the org's name
	 * @param corUrl COR's base URL
	 * @return the recorded pair
	 */
	public Target record(String orgId, String orgName, String corUrl) {
		try {
			insert(orgId, orgName, corUrl);
		}
		catch (DuplicateKeyException ex) {
			// Another first start was faster.
			return find(orgId, corUrl).orElseThrow(() -> ex);
		}
		return find(orgId, corUrl).orElseThrow();
	}

	private void insert(String orgId, String orgName, String corUrl) {
		this.jdbc.sql("""
				INSERT INTO target (org_id, org_name, cor_url, first_seen_at) VALUES (:org, :name, :url, :now)
				""")
			.param("org", orgId)
			.param("name", orgName)
			.param("url", corUrl)
			.param("now", Columns.utc(this.clock.instant()))
			.update();
	}

	/**
	 * The filter by which it is agreed to archive what does not meet it any more.
	 * @param targetId the pair
	 * @return nothing before the first complete night
	 */
	public Optional<String> archiveFilter(int targetId) {
		return Optional.ofNullable(this.jdbc.sql("SELECT archive_filter FROM target WHERE target_id = :id")
			.param("id", targetId)
			.query((row, number) -> new Agreed(row.getString("archive_filter")))
			.single()
			.filter());
	}

	private record Agreed(@Nullable String filter) {

	}

	/**
	 * Records that archiving by a filter is agreed.
	 * @param targetId the pair
	 * @param filter the filter
	 */
	public void agreeToArchive(int targetId, String filter) {
		this.jdbc.sql("UPDATE target SET archive_filter = :filter WHERE target_id = :id")
			.param("filter", filter)
			.param("id", targetId)
			.update();
	}

	/**
	 * Records the company the first time COR names it.
	 * @param targetId the pair
	 * @param companyId COR's id of the company
	 */
	public void recordCompany(int targetId, String companyId) {
		this.jdbc.sql("UPDATE target SET company_id = :company WHERE target_id = :id AND company_id IS NULL")
			.param("company", companyId)
			.param("id", targetId)
			.update();
	}

}
