package io.corsync.status;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;

/**
 * Keeps no token of an issuer: it has told who somebody is, and nothing else is asked of
 * it.
 */
final class ForgottenTokens implements OAuth2AuthorizedClientRepository {

	@Override
	public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(String registration,
			Authentication account, HttpServletRequest request) {
		return null;
	}

	@Override
	public void saveAuthorizedClient(OAuth2AuthorizedClient client, Authentication account, HttpServletRequest request,
			HttpServletResponse response) {
		// Not kept.
	}

	@Override
	public void removeAuthorizedClient(String registration, Authentication account, HttpServletRequest request,
			HttpServletResponse response) {
		// Never there.
	}

}
