package io.corsync.ledger;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Keeps what Salesforce said of the mapped fields when a run last began.
 */
public final class DescribedFields {

	private final JdbcClient jdbc;

	private final TransactionOperations transactions;

	DescribedFields(JdbcClient jdbc, TransactionOperations transactions) {
		this.jdbc = jdbc;
		this.transactions = transactions;
	}

	/**
	 * What is kept.
	 * @param targetId the pair of org and COR
	 * @return nothing before the first run
	 */
	public List<DescribedField> of(int targetId) {
		return this.jdbc.sql("""
				SELECT object, field, type, picklist FROM described_field WHERE target_id = :target
				ORDER BY object, field
				""").param("target", targetId).query(DescribedField.class).list();
	}

	/**
	 * Keeps these and no others; nothing when another process has taken the lease.
	 * @param lease the lease of the run that begins
	 * @param fields the fields, each once
	 */
	public void keep(Lease lease, Collection<DescribedField> fields) {
		this.transactions.executeWithoutResult((status) -> {
			boolean ours = this.jdbc.sql("SELECT fence FROM lease WHERE target_id = :target FOR UPDATE")
				.param("target", lease.targetId())
				.query(Long.class)
				.optional()
				.filter((fence) -> fence == lease.fence())
				.isPresent();
			Set<DescribedField> kept = new HashSet<>(of(lease.targetId()));
			if (ours && !kept.equals(new HashSet<>(fields))) {
				this.jdbc.sql("DELETE FROM described_field WHERE target_id = :target")
					.param("target", lease.targetId())
					.update();
				fields.forEach((field) -> insert(lease.targetId(), field));
			}
		});
	}

	private void insert(int targetId, DescribedField field) {
		this.jdbc.sql("""
				INSERT INTO described_field (target_id, object, field, type, picklist)
				VALUES (:target, :object, :field, :type, :picklist)
				""")
			.param("target", targetId)
			.param("object", field.object())
			.param("field", field.field())
			.param("type", field.type())
			.param("picklist", field.picklist())
			.update();
	}

}
