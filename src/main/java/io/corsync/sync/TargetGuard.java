package io.corsync.sync;

import java.net.URI;
import java.util.Optional;

import io.corsync.ledger.Target;
import io.corsync.ledger.Targets;
import io.corsync.salesforce.Organization;
import org.jspecify.annotations.Nullable;

/**
 * Finds the part of the ledger that belongs to an org and a COR, and refuses a pair that
 * nobody meant.
 */
final class TargetGuard {

	private static final String PRODUCTION = "integrations.projectcor.com";

	private final Targets targets;

	private final URI corUrl;

	private final @Nullable String companyId;

	private final @Nullable String organizationId;

	private final boolean allowSandbox;

	TargetGuard(Targets targets, URI corUrl, @Nullable String companyId, @Nullable String organizationId,
			boolean allowSandbox) {
		this.targets = targets;
		this.corUrl = corUrl;
		this.companyId = companyId;
		this.organizationId = organizationId;
		this.allowSandbox = allowSandbox;
	}

	/**
	 * The pair as the ledger knows it.
	 * @return nothing when it was not seen before
	 */
	Optional<Target> find(Organization organization) {
		require(organization);
		Optional<Target> known = this.targets.find(organization.id(), url());
		known.map(Target::companyId).ifPresent(this::requireCompany);
		return known;
	}

	/**
	 * The pair, recorded now if it was not seen before.
	 */
	Target findOrRecord(Organization organization) {
		return find(organization).orElseGet(() -> this.targets.record(organization.id(), organization.name(), url()));
	}

	/**
	 * COR's base URL as the ledger keeps it.
	 */
	String url() {
		String url = this.corUrl.toString();
		return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
	}

	/**
	 * The company that COR's answers must name.
	 */
	@Nullable String expectedCompany(Target target) {
		return (this.companyId != null) ? this.companyId : target.companyId();
	}

	private void require(Organization organization) {
		if (this.organizationId != null && !same(this.organizationId, organization.id())) {
			throw new GuardException(
					"The login leads to the org %s (%s), but salesforce.organization-id (SALESFORCE_ORGANIZATION_ID) is %s. Correct the login or the setting; nothing was sent."
						.formatted(organization.name(), organization.id(), this.organizationId));
		}
		if (organization.sandbox() && PRODUCTION.equalsIgnoreCase(this.corUrl.getHost()) && !this.allowSandbox) {
			throw new GuardException(
					"%s is a Salesforce sandbox, and %s is COR's production address. If that is meant, set sync.allow-sandbox (SYNC_ALLOW_SANDBOX) to true; nothing was sent."
						.formatted(organization.name(), this.corUrl));
		}
		if (this.organizationId == null) {
			this.targets.all()
				.stream()
				.filter((other) -> other.corUrl().equals(url()) && !other.orgId().equals(organization.id()))
				.findFirst()
				.ifPresent((other) -> refuseOtherOrg(organization, other));
		}
	}

	private static void refuseOtherOrg(Organization organization, Target other) {
		throw new GuardException(
				"This database belongs to the org %s (%s), but the login leads to %s (%s). Correct the login; if both orgs are meant, set salesforce.organization-id (SALESFORCE_ORGANIZATION_ID) to %s. Nothing was sent."
					.formatted(other.orgName(), other.orgId(), organization.name(), organization.id(),
							organization.id()));
	}

	private void requireCompany(String recorded) {
		if (this.companyId != null && !this.companyId.equals(recorded)) {
			throw new GuardException(
					"This ledger belongs to COR's company %s, but cor.company-id (COR_COMPANY_ID) is %s. Correct the setting, or use another database; nothing was sent."
						.formatted(recorded, this.companyId));
		}
	}

	private static boolean same(String one, String other) {
		return one.equals(other) || (one.length() == 15 && other.startsWith(one));
	}

}
