package io.corsync.status;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/**
 * Tells what somebody may do whom the issuer knows: nothing, unless the settings name
 * them.
 */
final class OidcAccounts implements OAuth2UserService<OidcUserRequest, OidcUser> {

	private final OidcUserService service = new OidcUserService();

	private final OidcProperties properties;

	OidcAccounts(OidcProperties properties) {
		this.properties = properties;
	}

	@Override
	public OidcUser loadUser(OidcUserRequest request) {
		OidcUser user = this.service.loadUser(request);
		String role = role(user);
		if (role == null) {
			throw new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.ACCESS_DENIED));
		}
		String name = (user.getEmail() != null) ? StandardClaimNames.EMAIL : StandardClaimNames.SUB;
		return new DefaultOidcUser(AuthorityUtils.createAuthorityList("ROLE_" + role), user.getIdToken(),
				user.getUserInfo(), name);
	}

	private @Nullable String role(OidcUser user) {
		// An address that nobody has shown to be theirs is anybody's.
		if (this.properties.claim().equals(StandardClaimNames.EMAIL) && Boolean.FALSE.equals(user.getEmailVerified())) {
			return null;
		}
		Object claim = user.getClaims().get(this.properties.claim());
		Collection<?> values = (claim instanceof Collection<?> several) ? several
				: (claim != null) ? List.of(claim) : List.of();
		if (any(this.properties.operators(), values)) {
			return SecurityConfiguration.OPERATOR;
		}
		return any(this.properties.viewers(), values) ? SecurityConfiguration.VIEWER : null;
	}

	private static boolean any(List<String> named, Collection<?> values) {
		return values.stream().anyMatch((value) -> named.stream().anyMatch(value.toString()::equalsIgnoreCase));
	}

}
